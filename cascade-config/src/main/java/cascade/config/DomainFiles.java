package cascade.config;

import com.typesafe.config.ConfigObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Two files that describe one domain would silently be merged: mostly a copied file whose name was not changed. */
final class DomainFiles {

    private DomainFiles() {}

    static void noteSharedNames(Sources sources, Problems problems) {
        Map<String, String> seen = new HashMap<>();
        for (Sources.SourceFile file : sources.files()) {
            Optional<ConfigObject> domains = Sources.find(file.content(), KeyPath.of(ConfigLoader.DOMAINS))
                    .filter(value -> Substitutions.isResolved(value) && value instanceof ConfigObject)
                    .map(ConfigObject.class::cast);
            domains.ifPresent(object -> object.keySet().forEach(name -> {
                String other = seen.putIfAbsent(name, file.name());
                if (other != null) {
                    problems.add(
                            KeyPath.of(ConfigLoader.DOMAINS, name),
                            "is also described in " + other,
                            "one file for one domain");
                }
            }));
        }
    }
}
