package cascade.gateway.explain.finding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Text for operators in English and Chinese. Immutable, any thread. */
public record Text(String english, String chinese) {

    /** The languages that there are; the first is for who asks for another. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

    /** Both forms of one {@link String#format}; an argument that is a text itself is put in in the same language. */
    public static Text of(String english, String chinese, Object... arguments) {
        return new Text(format(english, arguments, Locale.ENGLISH), format(chinese, arguments, Locale.CHINESE));
    }

    private static String format(String form, Object[] arguments, Locale language) {
        Object[] said = Arrays.stream(arguments)
                .map(argument -> argument instanceof Text text ? text.in(language) : argument)
                .toArray();
        return String.format(Locale.ROOT, form, said);
    }

    public String in(Locale language) {
        return language.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
    }
}
