package cascade.config.rule;

import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import cascade.config.file.Sources;
import cascade.config.read.Substitutions;
import com.typesafe.config.ConfigObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Check that one file describes a domain. Two would be merged: mostly a copy in which the name was not changed. */
public final class DomainFiles {

    private DomainFiles() {}

    public static void noteSharedNames(Sources sources, Problems problems) {
        Map<String, String> seen = new HashMap<>();
        for (Sources.SourceFile file : sources.files()) {
            Optional<ConfigObject> domains = Sources.find(file.content(), KeyPath.of(KeyPath.DOMAINS))
                    .filter(value -> Substitutions.isResolved(value) && value instanceof ConfigObject)
                    .map(ConfigObject.class::cast);
            domains.ifPresent(object -> object.keySet().forEach(name -> {
                String other = seen.putIfAbsent(name, file.name());
                if (other != null) {
                    problems.add(
                            KeyPath.of(KeyPath.DOMAINS, name),
                            "is also described in " + other,
                            "one file for one domain");
                }
            }));
        }
    }
}
