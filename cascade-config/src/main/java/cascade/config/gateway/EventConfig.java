package cascade.config.gateway;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Timers and bounds of event subscriptions: alarms and positions (GB/T 28181-2016 9.4, 9.5.3, 9.11).
 *
 * @param expires lifetime that we ask lowers for
 * @param grace an upper's subscription is kept so much longer than it lasts: its refresh may be on its way
 * @param maxSubscriptions of one upper; a further one is answered 503
 * @param maxWaiting reports that wait for one subscription; beyond them the oldest goes
 * @param notifyAttempts a NOTIFY that is refused so often is given up
 * @param retry the wait before a NOTIFY or a SUBSCRIBE is tried again; of a SUBSCRIBE it grows up to {@code retryMax}
 * @param unsolicitedAlarms whether an upper that did not subscribe to alarms is told them by MESSAGE
 */
public record EventConfig(
        Duration expires,
        Duration grace,
        int maxSubscriptions,
        int maxWaiting,
        int notifyAttempts,
        Duration retry,
        Duration retryMax,
        boolean unsolicitedAlarms) {

    public EventConfig {
        Require.positive("event.expires", expires);
        Require.notNegative("event.grace", grace);
        Require.atLeast("event.max-subscriptions", maxSubscriptions, 1);
        Require.atLeast("event.max-waiting", maxWaiting, 1);
        Require.atLeast("event.notify-attempts", notifyAttempts, 1);
        Require.positive("event.retry", retry);
        Require.ordered("event.retry", retry, retryMax);
    }
}
