package cascade.monitoring;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Meters of the lowers' assessment: rates over its window, openings of live streams, and the patrol's round. */
public final class AssessmentMeters {

    private static final String PATROL = "patrol";
    private static final String VIEWER = "viewer";

    private final Instruments instruments;
    private final ConcurrentMap<String, Map<MeterName, Double>> rates = new ConcurrentHashMap<>();

    AssessmentMeters(Instruments instruments) {
        this.instruments = instruments;
    }

    /**
     * An opening of a live stream came to a result.
     *
     * @param firstFrame from our INVITE to the first key frame
     */
    public void opening(String domain, boolean byPatrol, Label result, Optional<Duration> firstFrame) {
        instruments.count(MeterName.OPENINGS, 1, domain, byPatrol ? PATROL : VIEWER, result.label());
        firstFrame.ifPresent(time -> instruments.time(MeterName.FIRST_FRAME, time, domain));
    }

    /** The lower's rates as they stand now; empty where there is nothing to judge. */
    public void rates(
            String domain,
            OptionalDouble uptime,
            OptionalDouble devicesOnline,
            OptionalDouble openSuccess,
            OptionalDouble recorded) {
        rates.put(
                domain,
                Map.of(
                        MeterName.ASSESSED_UPTIME, uptime.orElse(Double.NaN),
                        MeterName.ASSESSED_ONLINE, devicesOnline.orElse(Double.NaN),
                        MeterName.ASSESSED_OPEN_SUCCESS, openSuccess.orElse(Double.NaN),
                        MeterName.ASSESSED_RECORDED, recorded.orElse(Double.NaN)));
    }

    /** Channels that the patrol's round has counted. */
    public void round(String domain, int pictures, int failures) {
        instruments.level(MeterName.PATROL_CHANNELS, domain, "picture").set(pictures);
        instruments.level(MeterName.PATROL_CHANNELS, domain, "failing").set(failures);
    }

    void add(String domain, Role role) {
        if (role == Role.LOWER) {
            watch(MeterName.ASSESSED_UPTIME, domain);
            watch(MeterName.ASSESSED_ONLINE, domain);
            watch(MeterName.ASSESSED_OPEN_SUCCESS, domain);
            watch(MeterName.ASSESSED_RECORDED, domain);
            round(domain, 0, 0);
        }
    }

    private void watch(MeterName name, String domain) {
        instruments.watchLevel(name, () -> rates.getOrDefault(domain, Map.of()).getOrDefault(name, Double.NaN), domain);
    }

    void remove(String domain) {
        rates.remove(domain);
    }
}
