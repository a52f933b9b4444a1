package cascade.gateway.catalog.serve;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.share.SharedChanges;
import cascade.gateway.gb.DeviceId;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes that an upper was not told before its subscription broke, and what changed since, by the id that it had
 * subscribed to: the next subscription to it begins with them, so that no deletion is missed by an upper that does not
 * query as well. Control loop only.
 */
final class OwedChanges {

    private record Debt(WaitingChanges changes, long sinceNanos) {}

    private final CatalogContext context;
    private final LinkedHashMap<DeviceId, Debt> debts = new LinkedHashMap<>();

    OwedChanges(CatalogContext context) {
        this.context = context;
    }

    /** A subscription broke; the answers to its NOTIFYs are not heard any more. */
    void keep(DeviceId scope, WaitingChanges untold) {
        untold.recall();
        debts.putLast(scope, new Debt(untold, context.nanoTime().getAsLong()));
        if (debts.size() > context.config().maxSubscriptions()) {
            debts.pollFirstEntry();
        }
    }

    /** What a subscription to that id begins with. */
    WaitingChanges take(DeviceId scope) {
        forgetOld();
        @Nullable Debt debt = debts.remove(scope);
        return debt == null ? new WaitingChanges() : debt.changes();
    }

    /** More changed, which nobody is told. */
    void add(SharedChanges changes) {
        forgetOld();
        debts.forEach((scope, debt) -> debt.changes().add(changes.below(scope)));
        debts.values().removeIf(debt -> debt.changes().size() > context.config().maxWaitingChanges());
    }

    /** The upper is answered a query, and may know of all that is owed from there. */
    void onQueried() {
        debts.values().forEach(debt -> debt.changes().mayBeKnown());
    }

    private void forgetOld() {
        long oldest =
                context.nanoTime().getAsLong() - context.config().retryMax().toNanos();
        debts.values().removeIf(debt -> debt.sinceNanos() - oldest < 0);
    }

    void clear() {
        debts.clear();
    }
}
