package cascade.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.Quirk;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every field of a profile is shown on the wire with each of its values. */
class QuirksAreShownTest {

    private static final List<Class<?>> TESTS = List.of(
            RegistrationQuirksIT.class,
            CallQuirksIT.class,
            CatalogQuirksIT.class,
            MessageQuirksIT.class,
            MediaQuirksIT.class,
            NoteQuirksIT.class);

    private static Stream<EveryValueOf> shown() {
        return TESTS.stream()
                .map(Class::getDeclaredMethods)
                .flatMap(Arrays::stream)
                .map((Method test) -> test.getAnnotation(EveryValueOf.class))
                .filter(annotation -> annotation != null);
    }

    @Test
    void byATestThatIsRunWithEveryValue() {
        Set<String> keys = shown().map(EveryValueOf::value).collect(Collectors.toSet());

        assertThat(Quirk.all())
                .as("a field needs an @EveryValueOf test in one of " + TESTS)
                .allSatisfy(quirk -> assertThat(keys).contains(quirk.key()));
    }

    @Test
    void withTwoValuesAtLeast() {
        assertThat(shown())
                .allSatisfy(field -> assertThat(
                                field.as().length == 0
                                        ? QuirkValues.quirk(field.value())
                                                .form()
                                                .words()
                                        : List.of(field.as()))
                        .hasSizeGreaterThan(1));
    }
}
