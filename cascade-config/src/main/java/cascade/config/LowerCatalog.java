package cascade.config;

import java.time.Duration;

/**
 * How the catalog of a lower is kept.
 *
 * @param subscribe whether we hold a subscription to its changes
 * @param refresh how often it is queried anew
 */
public record LowerCatalog(boolean queryOnRegister, boolean subscribe, Duration subscribeExpires, Duration refresh) {

    public LowerCatalog {
        Require.positive("catalog.subscribe-expires", subscribeExpires);
        Require.positive("catalog.refresh", refresh);
    }
}
