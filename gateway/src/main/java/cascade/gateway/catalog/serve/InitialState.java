package cascade.gateway.catalog.serve;

import cascade.config.quirk.InitialNotify;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.share.SharedCatalog;
import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.time.Turns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Initial state of a catalog subscription, told some thousand channels a turn of the loop: those of a city in one turn would
 * hold up every call. Control loop only.
 */
final class InitialState implements Turns.Work {

    private static final int PER_TURN = 2_000;

    private final CatalogNotifier subscription;
    private final Iterator<SharedChange> rest;
    private final Predicate<SharedChange> scope;

    /** @param scope which of all belong to what was subscribed to */
    private InitialState(CatalogNotifier subscription, Iterator<SharedChange> all, Predicate<SharedChange> scope) {
        this.subscription = subscription;
        this.rest = all;
        this.scope = scope;
    }

    /** A subscriber takes every channel for usable until it is told otherwise (GB/T 28181-2016 annex P). */
    static Turns.Work of(CatalogNotifier subscription, ShareView view, InitialNotify which) {
        DeviceId scope = subscription.scope();
        return switch (which) {
            case NONE -> new InitialState(subscription, Collections.emptyIterator(), change -> true);
            case ABNORMAL -> new InitialState(subscription, view.abnormal(), view.within(scope));
            case ALL -> all(subscription, view.snapshot(), scope);
        };
    }

    private static Turns.Work all(CatalogNotifier subscription, SharedCatalog catalog, DeviceId scope) {
        var found = new ArrayList<CatalogItem>();
        return catalog.search(scope, found::addAll)
                .then(() -> new InitialState(subscription, added(found), change -> true));
    }

    private static Iterator<SharedChange> added(List<CatalogItem> items) {
        return items.stream()
                .map(item -> new SharedChange(CatalogEvent.ADD, item))
                .iterator();
    }

    @Override
    public boolean goOn() {
        if (!subscription.isTold()) {
            return false;
        }
        List<SharedChange> some = new ArrayList<>();
        for (int i = 0; i < PER_TURN && rest.hasNext(); i++) {
            SharedChange next = rest.next();
            if (scope.test(next)) {
                some.add(next);
            }
        }
        subscription.tellInitial(some, rest.hasNext());
        return subscription.isTold() && rest.hasNext();
    }
}
