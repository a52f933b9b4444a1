package cascade.gateway.event;

import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Memory of the last alarms: some lowers tell one alarm twice, by NOTIFY to those who subscribed and by MESSAGE to everybody
 * that they are registered with. Told twice in one way it is two alarms. Control loop only.
 */
final class RepeatedAlarms {

    /** Method that an alarm came by. */
    enum Way {
        MESSAGE,
        NOTIFY
    }

    private record Alarm(String lower, List<Optional<String>> fields) {}

    private record Seen(Way way, long nanos) {}

    private static final int KEPT = 1_000;
    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final Map<Alarm, Seen> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Alarm, Seen> eldest) {
            return size() > KEPT;
        }
    };

    RepeatedAlarms(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Notes the alarm; whether it came a moment ago by the other way. */
    boolean isRepeated(String lower, Other alarm, Way way) {
        var key = new Alarm(
                lower,
                List.of(
                        alarm.tree().childText("DeviceID"),
                        alarm.tree().childText("AlarmTime"),
                        alarm.tree().childText("AlarmMethod"),
                        alarm.tree().childText("AlarmPriority"),
                        alarm.tree().child("Info").flatMap(info -> info.childText("AlarmType"))));
        long now = nanoTime.getAsLong();
        Seen before = seen.put(key, new Seen(way, now));
        return before != null && before.way() != way && now - before.nanos() < WINDOW_NANOS;
    }
}
