package cascade.config.quirk;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Form of the values of a profile's field. Immutable, any thread.
 *
 * @param <T> the values
 */
public sealed interface Form<T> {

    /** The values as a configuration writes them, where they can be counted; else what they are like. */
    default List<String> words() {
        return switch (this) {
            case Toggle() -> List.of("true", "false");
            case Span() -> List.of("a duration", "0");
            case Status(String noun, List<Integer> codes) ->
                codes.stream().map(String::valueOf).toList();
            case Choice<?>(String noun, var type) -> words(type);
            case Choices<?>(String noun, var type) -> words(type);
        };
    }

    private static List<String> words(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(Form::word).toList();
    }

    /** A constant as a configuration writes it: in lower case with dashes. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True or false. */
    record Toggle() implements Form<Boolean> {}

    /** A duration, or 0. */
    record Span() implements Form<Duration> {}

    /** One of some SIP status codes. */
    record Status(String noun, List<Integer> codes) implements Form<Integer> {}

    /** One constant of an enumeration, written in lower case with dashes. */
    record Choice<E extends Enum<E>>(String noun, Class<E> type) implements Form<E> {}

    /** Some constants of an enumeration, at least one, in an order that counts. */
    record Choices<E extends Enum<E>>(String noun, Class<E> type) implements Form<List<E>> {}
}
