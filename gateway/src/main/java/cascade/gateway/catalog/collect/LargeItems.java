package cascade.gateway.catalog.collect;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.sip.message.SipRequest;
import java.util.List;
import java.util.Optional;

/**
 * Bound on the size of one catalog item, which came over TCP and may have to go up in one datagram: an item that does
 * not fit would take its NOTIFY, and so the upper's whole subscription, with it. Such an item is kept without what the
 * standard does not name; one that is too large even so is left out. Control loop only.
 */
final class LargeItems {

    private final CatalogContext context;
    private final String lower;
    private final ManscdpWriter writer;

    LargeItems(CatalogContext context, String lower, ManscdpWriter writer) {
        this.context = context;
        this.lower = lower;
        this.writer = writer;
    }

    /** @param carrier the request that the items came in: none of them is larger than its body */
    List<CatalogItem> fitting(List<CatalogItem> items, SipRequest carrier) {
        int longest = context.config().maxItemBytes();
        return carrier.body().length <= longest
                ? items
                : items.stream()
                        .flatMap(item -> fitting(item, longest).stream())
                        .toList();
    }

    private Optional<CatalogItem> fitting(CatalogItem item, int longest) {
        if (writer.itemBytes(item) <= longest) {
            return Optional.of(item);
        }
        CatalogItem bare = item.toBuilder().extra(List.of()).build();
        boolean fits = writer.itemBytes(bare) <= longest;
        context.problems()
                .note(
                        lower,
                        CatalogProblem.LARGE_ITEM,
                        fits ? "catalog item is too large and is cut" : "catalog item is too large and is left out",
                        line -> line.addKeyValue("gbId", item.deviceId()));
        return Optional.of(bare).filter(cut -> fits);
    }
}
