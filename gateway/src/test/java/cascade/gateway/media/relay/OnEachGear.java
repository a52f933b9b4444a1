package cascade.gateway.media.relay;

import cascade.gateway.media.MediaGear;
import cascade.gateway.media.io.epoll.EpollBackend;
import cascade.gateway.testkit.LockOfItsOwn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The class's tests run on each gear that this machine has; its constructor takes the gear. They run beside those of other
 * classes, which for a parameterized class has to be said, one after the other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass
@MethodSource("cascade.gateway.media.relay.OnEachGear$Gears#here")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = LockOfItsOwn.class)
public @interface OnEachGear {

    /** Which they are. */
    final class Gears {
        private Gears() {}

        static List<MediaGear> here() {
            return EpollBackend.missing().isEmpty() ? List.of(MediaGear.EPOLL, MediaGear.NIO) : List.of(MediaGear.NIO);
        }
    }
}
