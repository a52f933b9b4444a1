package cascade.config.rule;

import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import cascade.config.file.Sources;
import cascade.config.read.Substitutions;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Warnings about unset variables: optional substitutions, {@code ${?X}}, that found nothing, so that their key is as if
 * it were not written.
 */
public final class UnsetVariables {

    private static final Pattern OPTIONAL = Pattern.compile("\\$\\{\\?([^{}]+)}");

    private UnsetVariables() {}

    public static void note(Sources sources, Config resolved, Problems problems) {
        sources.files().forEach(file -> note(KeyPath.ROOT, file.content(), resolved, problems));
    }

    private static void note(KeyPath path, ConfigValue value, Config resolved, Problems problems) {
        if (!Substitutions.isResolved(value)) {
            Matcher names = OPTIONAL.matcher(value.render(ConfigRenderOptions.concise()));
            while (names.find()) {
                if (!isSet(resolved, names.group(1))) {
                    problems.warn(path, names.group(1) + " is not set", "so it is as if this key were not written");
                }
            }
        } else if (value instanceof ConfigObject object) {
            object.forEach((key, child) -> note(path.child(key), child, resolved, problems));
        } else if (value instanceof ConfigList list) {
            for (int index = 0; index < list.size(); index++) {
                note(path.item(index), list.get(index), resolved, problems);
            }
        }
    }

    private static boolean isSet(Config resolved, String name) {
        try {
            return System.getenv(name) != null || resolved.hasPath(name);
        } catch (ConfigException e) {
            return false;
        }
    }
}
