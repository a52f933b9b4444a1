package cascade.gateway.catalog;

import cascade.config.LowerDomainConfig;
import cascade.gateway.catalog.collect.CollectedCatalog;
import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.catalog.serve.GatewayDevice;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.share.part.RebuildPace;
import cascade.gateway.catalog.share.part.ShareProblem;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.time.Turns;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Views that uppers have of the lowers' catalogs, made by the configuration in force. Control loop only. */
final class ShareViews {

    private final CatalogContext context;
    private final Turns turns;
    private final Collection<CollectedCatalog> collected;
    private final Consumer<UpperDomain> onMade;

    /**
     * @param collected the lowers' catalogs, those that come later too
     * @param onMade hears of each upper whose view is whole
     */
    ShareViews(
            CatalogContext context, Turns turns, Collection<CollectedCatalog> collected, Consumer<UpperDomain> onMade) {
        this.context = context;
        this.turns = turns;
        this.collected = collected;
        this.onMade = onMade;
    }

    /** A new view, which becomes whole in turns of the loop. */
    ShareView of(UpperDomain upper) {
        Map<String, LowerDomainConfig> lowers = collected.stream()
                .map(catalog -> catalog.lower().config())
                .collect(Collectors.toMap(LowerDomainConfig::name, Function.identity()));
        return new ShareView(
                upper.config(),
                lowers,
                context.tree(),
                deviceOf(upper).item(),
                RebuildPace.of(work -> turns.take(() -> {
                    boolean more = work.goOn();
                    if (!more) {
                        onMade.accept(upper);
                    }
                    return more;
                })),
                problem -> onProblem(upper, problem));
    }

    /** Ourselves, as that upper sees us. */
    GatewayDevice deviceOf(UpperDomain upper) {
        return new GatewayDevice(upper.config(), context.settings().get().userAgent(), InstantSource.system());
    }

    private void onProblem(UpperDomain upper, ShareProblem problem) {
        context.problems()
                .note(
                        upper.name(),
                        CatalogProblem.NOT_SHOWN,
                        "shared channel cannot be shown, give it an id of its own in map",
                        line -> line.addKeyValue("channel", problem.ref())
                                .addKeyValue("gbId", problem.exportedId())
                                .addKeyValue("cause", problem.kind())
                                .addKeyValue("heldBy", problem.heldBy()));
    }
}
