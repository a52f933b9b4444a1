package cascade.config.domain;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Catalog query of and subscription at a lower (GB/T 28181-2016 9.5, 9.11).
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
