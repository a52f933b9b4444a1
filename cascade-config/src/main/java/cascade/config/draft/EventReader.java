package cascade.config.draft;

import cascade.config.gateway.EventConfig;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.time.Duration;
import java.util.function.Supplier;

/** Reader of {@code gateway.event}. */
final class EventReader {

    private EventReader() {}

    static Supplier<EventConfig> read(Section section) {
        Field<Duration> expires = section.read("expires", Kinds.SECONDS);
        Field<Duration> grace = section.read("grace", Kinds.DURATION_OR_ZERO);
        Field<Integer> maxSubscriptions = section.read("max-subscriptions", Kinds.count(1));
        Field<Integer> maxWaiting = section.read("max-waiting", Kinds.count(1));
        Field<Integer> notifyAttempts = section.read("notify-attempts", Kinds.count(1));
        Field<Duration> retry = section.read("retry", Kinds.TIMER);
        Field<Duration> retryMax = section.read("retry-max", Kinds.TIMER);
        section.ordered(retry, retryMax);
        Field<Boolean> unsolicitedAlarms = section.read("unsolicited-alarms", Kinds.SWITCH);
        section.finish();
        return () -> new EventConfig(
                expires.get(),
                grace.get(),
                maxSubscriptions.get(),
                maxWaiting.get(),
                notifyAttempts.get(),
                retry.get(),
                retryMax.get(),
                unsolicitedAlarms.get());
    }
}
