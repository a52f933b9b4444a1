package cascade.gateway.bench.survival;

import cascade.gateway.bench.load.CallFigures;
import cascade.gateway.bench.load.CallLoad;
import cascade.gateway.bench.load.Pace;
import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.NotifyDialog;
import cascade.gateway.bench.peer.UpperPeer;
import cascade.gateway.bench.sip.SipReport;
import cascade.gateway.bench.sip.Site;
import java.time.Duration;
import java.util.List;

/**
 * SIP traffic while the gateway is killed: short calls that come and go, a channel's event now and then in the gateway's subscription,
 * catalog queries from above. The loop's thread.
 */
final class Traffic {

    /** Channels of the lower that it calls, each of which is free again when its turn comes. */
    static final int CHANNELS = 50;

    private static final double CALLS_A_SECOND = 5;
    private static final Duration HOLD = Duration.ofSeconds(2);
    private static final double EVENTS_A_SECOND = 2;
    private static final double QUERIES_A_SECOND = 0.5;

    private final LowerPeer lower;
    private final UpperPeer upper;
    private final CallLoad calls;
    private final List<Pace> paces;

    Traffic(Site site, LowerPeer lower, Duration atMost) {
        this.lower = lower;
        this.upper = site.uppers.getFirst();
        NotifyDialog events = lower.subscription().orElseThrow();
        paces = List.of(
                Pace.start(site.loop, EVENTS_A_SECOND, atMost, events::tellNext),
                Pace.start(site.loop, QUERIES_A_SECOND, atMost, number -> upper.query()));
        calls = new CallLoad(
                site.loop,
                site.uppers,
                number -> lower.channels().get((int) (number % CHANNELS)),
                HOLD,
                CALLS_A_SECOND,
                atMost);
    }

    /** The gateway has been killed just now. */
    void onKill() {
        calls.countTransitionsApart();
    }

    void stop() {
        calls.stop();
        paces.forEach(Pace::stop);
    }

    boolean isOver() {
        return calls.isOver();
    }

    String line() {
        CallFigures whole = calls.figures();
        CallFigures apart = calls.apart();
        return ("Meanwhile %s short calls: %s failed; of %s more that were being set up or ended at a kill, %s. Events and"
                        + " queries refused: %s below, %s above.")
                .formatted(
                        SipReport.number(whole.offered),
                        whole.failures(),
                        SipReport.number(apart.offered),
                        apart.failures(),
                        lower.refusals().words(),
                        upper.refusals().words());
    }
}
