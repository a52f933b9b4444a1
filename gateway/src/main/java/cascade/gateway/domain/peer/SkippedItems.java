package cascade.gateway.domain.peer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once of each catalog item that its platform writes it so that it cannot be read: a camera that is missing above is
 * searched for by its id. Control loop only.
 */
public final class SkippedItems {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedItems.class);

    /** A platform that invents ids fills neither log nor memory; its further items are only counted. */
    static final int MAX_PER_PLATFORM = 1_000;

    private final Map<String, Set<String>> namedByPlatform = new HashMap<>();

    public void note(String platform, List<String> gbIds) {
        for (String gbId : unnamed(platform, gbIds)) {
            LOG.atWarn()
                    .addKeyValue("peer", platform)
                    .addKeyValue("gbId", gbId)
                    .addKeyValue("errorCode", "xml-item-skipped")
                    .log("catalog item cannot be read and is left out");
        }
    }

    /** Those of the ids that were not named before. */
    List<String> unnamed(String platform, List<String> gbIds) {
        if (gbIds.isEmpty()) {
            return gbIds;
        }
        Set<String> named = namedByPlatform.computeIfAbsent(platform, name -> new HashSet<>());
        return gbIds.stream()
                .filter(gbId -> named.size() < MAX_PER_PLATFORM && named.add(gbId))
                .toList();
    }
}
