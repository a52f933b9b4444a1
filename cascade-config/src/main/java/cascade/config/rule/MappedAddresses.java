package cascade.config.rule;

import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Warnings about IPv4-mapped addresses ({@code ::ffff:10.69.91.7}, <a
 * href="https://datatracker.ietf.org/doc/html/rfc4291#section-2.5.5.2">RFC 4291 section 2.5.5.2</a>): they are taken for the
 * IPv4 address that they are, which whoever wrote them may not have meant.
 */
public final class MappedAddresses {

    private static final Pattern MAPPED =
            Pattern.compile("(?i)\\[?(?:::|(?:0{1,4}:){5})ffff:(\\d{1,3}(?:\\.\\d{1,3}){3})\\b.*");

    private MappedAddresses() {}

    public static void note(ConfigObject resolved, Problems problems) {
        for (String section : List.of(KeyPath.GATEWAY, KeyPath.DOMAINS)) {
            ConfigValue value = resolved.get(section);
            if (value != null) {
                note(KeyPath.of(section), value, problems);
            }
        }
    }

    private static void note(KeyPath path, ConfigValue value, Problems problems) {
        if (value instanceof ConfigObject object) {
            object.forEach((key, child) -> note(path.child(key), child, problems));
        } else if (value instanceof ConfigList list) {
            for (int index = 0; index < list.size(); index++) {
                note(path.item(index), list.get(index), problems);
            }
        } else if (value.valueType() == ConfigValueType.STRING) {
            Matcher mapped = MAPPED.matcher(String.valueOf(value.unwrapped()));
            if (mapped.matches()) {
                problems.warn(
                        path, "is IPv4, written as IPv6", "it is taken for " + mapped.group(1) + ": better written so");
            }
        }
    }
}
