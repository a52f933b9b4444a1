package cascade.gateway.catalog.serve;

import cascade.config.Profile;
import cascade.config.domain.UpperCatalog;
import cascade.config.quirk.CatalogOrder;
import cascade.config.value.Transport;
import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.pace.WindowLimits;
import java.time.Duration;

/** Limits of the send windows towards one upper, by its configuration. Control loop only. */
record CatalogPace(UpperDomain upper, CatalogContext context) {

    /** Wait between two messages of one after the other. */
    Duration delay() {
        Profile profile = upper.config().profile();
        return profile.catalogOrder() == CatalogOrder.SERIAL ? profile.serialDelay() : Duration.ZERO;
    }

    WindowLimits limits() {
        if (upper.config().profile().catalogOrder() == CatalogOrder.SERIAL) {
            return WindowLimits.serial();
        }
        UpperCatalog catalog = upper.config().catalog();
        // what is late over TCP was not lost
        int late = upper.config().transport() == Transport.TCP ? 0 : catalog.lateWindow();
        return new WindowLimits(
                catalog.window(), late, context.settings().get().sip().t1());
    }
}
