package cascade.gateway.testkit;

import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Lock that a test class shares with no other: its tests run one after the other, beside those of other classes. A parameterized
 * class has to be told both; a class of another kind does so anyway.
 */
public final class LockOfItsOwn implements ResourceLocksProvider {

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return Set.of(new Lock(testClass.getName()));
    }
}
