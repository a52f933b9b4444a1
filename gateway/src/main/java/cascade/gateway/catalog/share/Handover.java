package cascade.gateway.catalog.share;

import cascade.gateway.catalog.share.part.SharedItem;
import cascade.gateway.time.Turns;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Handover from one view of an upper to another, of other rules, some thousand items a turn of the loop: all that either has may
 * be a change of the latter. Control loop only.
 */
final class Handover implements Turns.Work {

    /** Some milliseconds' work. */
    static final int PER_TURN = 10_000;

    private final PendingChanges noted = new PendingChanges();
    private final Iterator<SharedItem> before;
    private final Iterator<SharedItem> after;
    private final int perTurn;
    private final Consumer<PendingChanges> onNoted;

    /**
     * @param before what the former view has
     * @param after what the latter has
     * @param onNoted told once, in the last turn
     */
    Handover(List<SharedItem> before, List<SharedItem> after, int perTurn, Consumer<PendingChanges> onNoted) {
        this.before = before.iterator();
        this.after = after.iterator();
        this.perTurn = perTurn;
        this.onNoted = onNoted;
    }

    @Override
    public boolean goOn() {
        for (int i = 0; i < perTurn; i++) {
            if (before.hasNext()) {
                SharedItem item = before.next();
                noted.note(item.id(), item);
            } else if (after.hasNext()) {
                noted.note(after.next().id(), null);
            } else {
                onNoted.accept(noted);
                return false;
            }
        }
        return true;
    }
}
