package cascade.gateway.assessment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Online rates (在线率) of a lower over the rolling window, each weighted by time: how long its registration stood, and what
 * share of its devices could be used. What a sample says holds until the next. One thread.
 */
final class OnlineRate {

    private static final int OBSERVED = 0;
    private static final int UP = 1;
    private static final int WITH_DEVICES = 2;
    private static final int ONLINE = 3;

    private final RollingSums millis;
    private final InstantSource clock;
    private Instant since;
    private boolean up;
    private int devices;
    private int on;

    OnlineRate(Supplier<Duration> window, InstantSource clock) {
        this.millis = new RollingSums(4, window, clock);
        this.clock = clock;
        this.since = clock.instant();
    }

    void sample(boolean nowUp, int nowDevices, int nowOn) {
        settle();
        up = nowUp;
        devices = nowDevices;
        on = nowOn;
    }

    private void settle() {
        Instant now = clock.instant();
        double passed = Math.max(0, Duration.between(since, now).toMillis());
        since = now;
        millis.add(OBSERVED, passed);
        millis.add(UP, up ? passed : 0);
        if (devices > 0) {
            millis.add(WITH_DEVICES, passed);
            millis.add(ONLINE, passed * on / devices);
        }
    }

    /** Share of the time that the lower was registered; empty before anything was observed. */
    OptionalDouble uptime() {
        settle();
        return share(UP, OBSERVED);
    }

    /** Share of the devices that could be used, over the time that there were any. */
    OptionalDouble devicesOnline() {
        settle();
        return share(ONLINE, WITH_DEVICES);
    }

    private OptionalDouble share(int part, int whole) {
        double all = millis.sum(whole);
        return all <= 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, millis.sum(part) / all));
    }
}
