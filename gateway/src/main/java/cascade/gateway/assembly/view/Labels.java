package cascade.gateway.assembly.view;

import java.util.Locale;

/** Names of constants as metrics and API write them: {@code UNKNOWN_SOURCE} is {@code unknown-source}. Pure, any thread. */
public final class Labels {

    private Labels() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
