package cascade.gateway.catalog.collect;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Turns;
import java.time.Duration;
import java.util.List;

/**
 * Presence of a lower's channels as the tree shows it: on with the lower, off after the grace that the reason of its going
 * allows. Control loop only.
 */
final class ChannelPresence {

    private final LowerDomain lower;
    private final CatalogContext context;
    private final ChannelTree tree;
    private final Timer goneOff;
    private final Timer telling;

    ChannelPresence(LowerDomain lower, CatalogContext context) {
        this.lower = lower;
        this.context = context;
        this.tree = context.tree();
        this.goneOff = context.timer();
        this.telling = context.timer();
    }

    void onOnline() {
        goneOff.stop();
        switchTo(true);
    }

    /** Its channels were kept over a restart: they are shown on until the lower has had its time to come back. */
    void onRestored() {
        tree.switchTo(lower.name(), true);
        goneOff.start(context.config().startHold().plus(context.config().offlineGrace()), this::goesOff);
    }

    void onOffline(OfflineReason reason) {
        Duration grace = graceAfter(reason);
        if (grace.isZero()) {
            goesOff();
        } else {
            goneOff.start(grace, this::goesOff);
        }
    }

    /** Platforms un-register and are back soon; one whose keepalives stay away has been waited for already. */
    private Duration graceAfter(OfflineReason reason) {
        return switch (reason) {
            case DEREGISTERED, EXPIRED, RECONFIGURED, UNREACHABLE ->
                context.config().offlineGrace();
            case KEEPALIVE_LOST, REFUSED, MOVED, REMOVED, SHUTDOWN -> Duration.ZERO;
        };
    }

    private void goesOff() {
        switchTo(false);
    }

    /** The nodes are as they should be at once; who listens is told of some hundred a turn. */
    private void switchTo(boolean online) {
        if (tree.isOnline(lower.name()) != online) {
            tellSwitched(tree.switchTo(lower.name(), online), 0);
        }
    }

    private void tellSwitched(List<DeviceId> ids, int from) {
        int to = Math.min(ids.size(), from + CatalogCommit.CHANNELS_PER_TURN);
        telling.stop();
        if (to < ids.size()) {
            telling.start(Turns.PAUSE, () -> tellSwitched(ids, to));
        }
        tree.tellSwitched(lower.name(), ids.subList(from, to));
    }

    /** The lower is no longer collected from. */
    void stop() {
        goneOff.stop();
        telling.stop();
    }
}
