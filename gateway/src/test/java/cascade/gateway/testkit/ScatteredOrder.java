package cascade.gateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.UUID;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Order of test classes that run side by side: those of one package, which wait or work alike, are scattered, the same on each
 * machine, and a new class moves no other.
 */
public final class ScatteredOrder implements ClassOrderer {

    /** One by which those that take longest come neither first, when no code is compiled yet, nor last, when nobody is beside them. */
    private static final int SEED = 47_822;

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(ScatteredOrder::place));
    }

    private static UUID place(ClassDescriptor type) {
        return UUID.nameUUIDFromBytes((SEED + type.getTestClass().getName()).getBytes(UTF_8));
    }
}
