package cascade.gateway.media.relay;

import cascade.gateway.media.MediaGear;
import cascade.gateway.media.io.epoll.EpollBackend;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The class's tests run on each gear that this machine has; its constructor takes the gear. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass
@MethodSource("cascade.gateway.media.relay.OnEachGear$Gears#here")
public @interface OnEachGear {

    /** Which they are. */
    final class Gears {
        private Gears() {}

        static List<MediaGear> here() {
            return EpollBackend.missing().isEmpty() ? List.of(MediaGear.EPOLL, MediaGear.NIO) : List.of(MediaGear.NIO);
        }
    }
}
