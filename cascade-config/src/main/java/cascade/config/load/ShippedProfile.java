package cascade.config.load;

import cascade.config.Edition;
import cascade.config.Quirk;
import cascade.config.Role;
import cascade.config.quirk.Form;
import cascade.config.read.Defaults;
import com.typesafe.config.Config;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * Vendor profile as it is shipped, by itself: what a product is taken to read and write, without a domain that picks it. Any thread.
 *
 * @param edition that a domain with it has, unless it says otherwise
 * @param charset likewise
 */
public record ShippedProfile(String name, Edition edition, Charset charset, Config quirks) {

    /** The names that there are. */
    public static List<String> names() {
        return defaults().profiles();
    }

    /** Empty where no profile is called so. */
    public static Optional<ShippedProfile> of(String name, Role role) {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        Config domain = defaults().domain(role, name).toConfig();
        return Optional.of(new ShippedProfile(
                name,
                Edition.valueOf("GB" + domain.getString("edition")),
                Charset.forName(domain.getString("charset")),
                defaults().quirks(name).toConfig()));
    }

    private static Defaults defaults() {
        return Defaults.of(ConfigLoader.reference().root());
    }

    /** The constant that a field has. */
    public <E extends Enum<E>> E choice(Quirk<E> quirk, Class<E> type) {
        String word = quirks.getString(quirk.key());
        for (E constant : type.getEnumConstants()) {
            if (Form.word(constant).equals(word)) {
                return constant;
            }
        }
        throw new IllegalStateException(name + " has " + word + " as " + quirk);
    }

    public boolean isOn(Quirk<Boolean> quirk) {
        return quirks.getBoolean(quirk.key());
    }

    /** The words of a field that may have several. */
    public List<String> words(Quirk<?> quirk) {
        return quirks.getStringList(quirk.key());
    }
}
