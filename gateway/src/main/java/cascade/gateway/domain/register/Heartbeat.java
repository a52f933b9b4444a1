package cascade.gateway.domain.register;

import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Our keepalives to an upper (状态信息报送, GB/T 28181-2016 9.6): one each interval, and what their answers mean. Over UDP a
 * missing answer gives no error, so every beat has a time of its own. Control loop only.
 */
public final class Heartbeat {

    /** Hears of each keepalive how it was answered. */
    public interface Listener {
        void onBeatAnswered();

        /** The upper answered, but not 2xx: it may have forgotten us. */
        void onBeatRefused(SipResponse answer);

        void onBeatUnanswered(Throwable cause);

        /** Too many in a row went without 2xx. */
        void onBeatsMissed();
    }

    private final Duration interval;
    private final int maxMissed;
    private final Supplier<Future<SipResponse>> beat;
    private final Listener listener;
    private final Timer timer;
    private int run;
    private int missed;

    public Heartbeat(
            Duration interval, int maxMissed, Timers timers, Supplier<Future<SipResponse>> beat, Listener listener) {
        this.interval = interval;
        this.maxMissed = maxMissed;
        this.beat = beat;
        this.listener = listener;
        this.timer = new Timer(timers);
    }

    public void start() {
        stop();
        missed = 0;
        timer.start(interval, this::beat);
    }

    public void stop() {
        run++;
        timer.stop();
    }

    /** Sends one at once, where they run; the next follows after the interval. */
    public void beatNow() {
        if (timer.isRunning()) {
            beat();
        }
    }

    private void beat() {
        timer.start(interval, this::beat);
        int mine = run;
        beat.get().onComplete(outcome -> {
            if (mine == run) {
                onOutcome(outcome);
            }
        });
    }

    private void onOutcome(AsyncResult<SipResponse> outcome) {
        if (outcome.succeeded() && outcome.result().isSuccess()) {
            missed = 0;
            listener.onBeatAnswered();
            return;
        }
        missed++;
        if (outcome.succeeded()) {
            listener.onBeatRefused(outcome.result());
        } else {
            listener.onBeatUnanswered(outcome.cause());
        }
        if (missed >= maxMissed) {
            listener.onBeatsMissed();
        }
    }
}
