package cascade.config.read;

import cascade.config.file.KeyPath;
import cascade.config.file.Position;
import cascade.config.file.Problems;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Unresolved substitutions: required ones, {@code ${X}}, that could not be made. */
public final class Substitutions {

    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([^?{}][^{}]*)}");
    private static final String EXPECTED =
            "a key that exists or an environment variable that is set, or ${?...} where it may be missing";

    private Substitutions() {}

    public static void noteUnresolved(ConfigObject resolved, Problems problems) {
        Config root = resolved.toConfig();
        // a city's file has some thousand values, and nearly always all of them could be made
        if (!root.isResolved()) {
            note(KeyPath.ROOT, resolved, root, problems);
        }
    }

    /** Circles, and texts joined with lists, stop all resolving: then this is the only problem that can be told. */
    public static void noteFailure(ConfigException failure, Problems problems) {
        Matcher circle = REQUIRED.matcher(String.valueOf(failure.getMessage()));
        if (failure instanceof ConfigException.UnresolvedSubstitution && circle.find()) {
            KeyPath path = new KeyPath(ConfigUtil.splitPath(circle.group(1)));
            problems.add(path, circle.group() + " leads back to itself", "a substitution that ends at a value");
            return;
        }
        // the message may quote what was joined, and that may be a password
        Position position =
                Optional.ofNullable(failure.origin()).flatMap(Position::of).orElseGet(problems::start);
        problems.add(
                position,
                "substitution",
                "joins what does not fit together",
                "texts joined with texts, lists with lists, sections with sections");
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
        List<MatchResult> substitutions = REQUIRED.matcher(value.render(ConfigRenderOptions.concise()))
                .results()
                .toList();
        List<MatchResult> missing = substitutions.stream()
                .filter(result -> !exists(root, result.group(1)))
                .toList();
        return (missing.isEmpty() ? substitutions : missing)
                .stream().map(MatchResult::group).distinct().toList();
    }

    private static boolean exists(Config root, String expression) {
        try {
            return root.hasPath(expression) || System.getenv(expression) != null;
        } catch (ConfigException e) {
            return false;
        }
    }

    /** Whether the substitutions in the value itself, apart from those in its members, were made. */
    public static boolean isResolved(ConfigValue value) {
        try {
            return value.valueType() != null;
        } catch (ConfigException.NotResolved e) {
            return false;
        }
    }
}
