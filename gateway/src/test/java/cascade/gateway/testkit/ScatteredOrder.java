package cascade.gateway.testkit;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Order;

/**
 * Order of test classes that run side by side: those that wait and those that work are mixed, and the same on each machine; who
 * takes longest says so by {@link Order} and comes first, for at the end nobody would run beside it.
 */
public final class ScatteredOrder implements ClassOrderer {

    private static final int SEED = 28_181;

    @Override
    public void orderClasses(ClassOrdererContext context) {
        List<? extends ClassDescriptor> classes = context.getClassDescriptors();
        classes.sort(Comparator.comparing(type -> type.getTestClass().getName()));
        Collections.shuffle(classes, new java.util.Random(SEED));
        classes.sort(
                Comparator.comparing(type -> type.findAnnotation(Order.class).isEmpty()));
    }
}
