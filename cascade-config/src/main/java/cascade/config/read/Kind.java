package cascade.config.read;

import cascade.config.value.InvalidValue;
import java.util.function.Function;

/**
 * Type of a value: its name for operators, and the parser of its text.
 *
 * @param noun what the text should be, such as "a duration"
 * @param expected how such a value looks
 * @param parse throws {@code IllegalArgumentException} for a text that is none; an {@link InvalidValue} among these
 *     knows better what was expected
 */
record Kind<T>(String noun, String expected, Function<String, T> parse) {

    T read(String text) {
        return parse.apply(text);
    }
}
