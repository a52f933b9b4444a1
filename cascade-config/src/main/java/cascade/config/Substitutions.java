package cascade.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the substitutions that could not be made. */
final class Substitutions {

    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([^?{}][^{}]*)}");
    private static final String EXPECTED =
            "a key that exists or an environment variable that is set, or ${?...} where it may be missing";

    private Substitutions() {}

    static void noteUnresolved(ConfigObject resolved, Problems problems) {
        note(KeyPath.ROOT, resolved, resolved.toConfig(), problems);
    }

    /** A circle stops all resolving: it is the only problem that can be told. */
    static void noteCycle(ConfigException.UnresolvedSubstitution failure, Problems problems) {
        Matcher matcher = REQUIRED.matcher(failure.getMessage());
        String expression = matcher.find() ? matcher.group(1) : "";
        KeyPath path = new KeyPath(ConfigUtil.splitPath(expression));
        problems.add(path, "${" + expression + "} leads back to itself", "a substitution that ends at a value");
    }

    private static void note(KeyPath path, ConfigValue value, Config root, Problems problems) {
        if (!isResolved(value)) {
            String missing = String.join(", ", missing(value, root));
            problems.addAbsence(path, "cannot be substituted: " + missing, EXPECTED);
        } else if (value instanceof ConfigObject object) {
            object.forEach((key, child) -> note(path.child(key), child, root, problems));
        } else if (value instanceof ConfigList list) {
            for (int index = 0; index < list.size(); index++) {
                note(path.item(index), list.get(index), root, problems);
            }
        }
    }

    /** The substitutions only: text beside them may be part of a password. */
    private static List<String> missing(ConfigValue value, Config root) {
        return REQUIRED.matcher(value.render(ConfigRenderOptions.concise()))
                .results()
                .filter(result -> !exists(root, result.group(1)))
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static boolean exists(Config root, String expression) {
        try {
            return root.hasPath(expression) || System.getenv(expression) != null;
        } catch (ConfigException e) {
            return false;
        }
    }

    /** Whether the substitutions in the value itself, apart from those in its members, were made. */
    static boolean isResolved(ConfigValue value) {
        try {
            return value.valueType() != null;
        } catch (ConfigException.NotResolved e) {
            return false;
        }
    }
}
