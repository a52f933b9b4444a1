package cascade.gateway.explain.fact;

import cascade.gateway.catalog.share.Visibility;
import java.util.Optional;

/**
 * Channel behind the id that was asked for, as its lower tells it and as the upper sees it.
 *
 * @param originalId the lower's own id
 * @param name as the lower tells it, or empty
 * @param on as the lower last reported; empty where it is not in the catalog
 * @param camera whether it can be played, unlike an area, system or group
 * @param visibility to this upper
 */
public record ChannelFacts(
        String lower, String originalId, String name, Optional<Boolean> on, boolean camera, Visibility visibility) {}
