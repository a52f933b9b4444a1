package cascade.config.draft;

import cascade.config.Profile;
import cascade.config.Quirk;
import cascade.config.quirk.Form;
import cascade.config.read.Defaults;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reader of {@code profile} and {@code quirks}: the domain's quirks over the profile's over the defaults. */
final class ProfileReader {

    private ProfileReader() {}

    static Supplier<Profile> read(Section domain, Defaults defaults) {
        Field<String> name = domain.read("profile", Kinds.profile(defaults.profiles()));
        Section quirks = domain.section("quirks", defaults.quirks(name.found().orElse(Defaults.STANDARD)));
        return read(name, quirks);
    }

    private static Supplier<Profile> read(Field<String> name, Section quirks) {
        Map<Quirk<?>, Supplier<?>> fields = new LinkedHashMap<>();
        Quirk.all().forEach(quirk -> fields.put(quirk, value(quirks, quirk.key(), quirk.form())));
        quirks.finish();
        return () -> {
            Map<Quirk<?>, Object> values = new HashMap<>();
            fields.forEach((quirk, field) -> values.put(quirk, field.get()));
            return new Profile(name.get(), values);
        };
    }

    private static Supplier<?> value(Section quirks, String key, Form<?> form) {
        return switch (form) {
            case Form.Toggle() -> quirks.read(key, Kinds.SWITCH)::get;
            case Form.Span() -> quirks.read(key, Kinds.DURATION_OR_ZERO)::get;
            case Form.Status(String noun, List<Integer> codes) -> quirks.read(key, Kinds.status(noun, codes))::get;
            case Form.Choice<?> choice -> choice(quirks, key, choice)::get;
            case Form.Choices<?> choices -> choices(quirks, key, choices);
        };
    }

    private static <E extends Enum<E>> Field<E> choice(Section quirks, String key, Form.Choice<E> form) {
        return quirks.read(key, Kinds.choice(form.noun(), form.type()));
    }

    private static <E extends Enum<E>> Supplier<List<E>> choices(Section quirks, String key, Form.Choices<E> form) {
        List<Field<E>> some = quirks.readOneOrMore(key, Kinds.choice(form.noun(), form.type()));
        return () -> Field.values(some);
    }
}
