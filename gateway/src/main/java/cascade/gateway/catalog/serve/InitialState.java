package cascade.gateway.catalog.serve;

import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.time.Turns;
import java.util.ArrayList;
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
    InitialState(CatalogNotifier subscription, Iterator<SharedChange> all, Predicate<SharedChange> scope) {
        this.subscription = subscription;
        this.rest = all;
        this.scope = scope;
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
