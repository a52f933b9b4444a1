package cascade.gateway.sip.transaction;

import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import java.time.Duration;

/** Sends again at doubling intervals, up to a cap: timers A, E and G of RFC 3261 section 17, and the 2xx of 13.3.1.4. */
final class Retransmitter {

    private final Timer timer;
    private final Duration first;
    private final Duration cap;
    private final Runnable sendAgain;
    private Duration interval;

    /** @param cap longest interval; timer A has none, which a cap beyond timer B expresses */
    Retransmitter(Timers timers, Duration first, Duration cap, Runnable sendAgain) {
        this.first = first;
        this.cap = cap;
        this.interval = first;
        this.timer = new Timer(timers);
        this.sendAgain = sendAgain;
    }

    void start() {
        interval = first;
        timer.start(interval, this::onInterval);
    }

    /** Goes on at the cap: what timer E does after a provisional answer. */
    void slowDown() {
        interval = cap;
        timer.start(interval, this::onInterval);
    }

    void stop() {
        timer.stop();
    }

    private void onInterval() {
        sendAgain.run();
        Duration doubled = interval.multipliedBy(2);
        interval = doubled.compareTo(cap) > 0 ? cap : doubled;
        timer.start(interval, this::onInterval);
    }
}
