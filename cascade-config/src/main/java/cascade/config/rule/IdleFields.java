package cascade.config.rule;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.Quirk;
import cascade.config.Role;
import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import cascade.config.file.Sources;
import com.typesafe.config.ConfigObject;
import java.util.Locale;

/** Warnings about fields that somebody wrote and that change nothing: for the other role, or with the others set so. */
final class IdleFields {

    private IdleFields() {}

    static void note(DomainConfig domain, GatewayConfig gateway, ConfigObject written, Problems problems) {
        KeyPath path = DomainWarnings.path(domain);
        for (Quirk<?> quirk : Quirk.all()) {
            KeyPath field = path.child("quirks").child(quirk.key());
            if (!quirk.sides().contains(domain.role()) && isWritten(field, written)) {
                problems.warn(
                        field,
                        "changes nothing for " + (domain.role() == Role.UPPER ? "an upper" : "a lower"),
                        "it is a field of " + other(domain.role()) + "s");
            }
        }
        for (IdleField field : IdleField.all()) {
            KeyPath place = field.below(path);
            if (field.isIdleIn(domain, gateway) && isWritten(place, written)) {
                problems.warn(place, "changes nothing " + field.where(), field.hint() + ", or leave it out");
            }
        }
    }

    private static boolean isWritten(KeyPath field, ConfigObject written) {
        return Sources.find(written, field).isPresent();
    }

    private static String other(Role role) {
        return (role == Role.UPPER ? Role.LOWER : Role.UPPER).name().toLowerCase(Locale.ROOT);
    }
}
