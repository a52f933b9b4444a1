package cascade.config.gateway;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Handover of the sockets to the process that follows this one, and what the service manager is told.
 *
 * @param sockets whether a service manager that can hold sockets gets ours
 * @param backlogSpeed at how many times its own rate a stream's backlog is sent on
 * @param askTimeout within which a keeper of ours hands back what it holds
 * @param statusInterval how often the service manager is told how many calls there are
 */
public record HandoverConfig(HandoverMode sockets, int backlogSpeed, Duration askTimeout, Duration statusInterval) {

    public HandoverConfig {
        Require.atLeast("handover.backlog-speed", backlogSpeed, 2);
        Require.positive("handover.ask-timeout", askTimeout);
        Require.positive("handover.status-interval", statusInterval);
    }
}
