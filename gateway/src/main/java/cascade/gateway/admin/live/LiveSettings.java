package cascade.gateway.admin.live;

import java.time.Duration;

/**
 * Rate and limits of the live events.
 *
 * @param interval between two events
 * @param maxClients that are told at once
 * @param patience how long a client's unread bytes may block it before it is let go, and how long the gateway may take to answer
 * @param maxRows of each table
 */
public record LiveSettings(Duration interval, int maxClients, Duration patience, int maxRows) {

    public LiveSettings {
        if (!interval.isPositive() || !patience.isPositive()) {
            throw new IllegalArgumentException(
                    "interval " + interval + ", patience " + patience + " (expected: more than zero)");
        }
        if (maxClients < 0 || maxRows < 1) {
            throw new IllegalArgumentException("maxClients " + maxClients + " (expected: zero or more), maxRows "
                    + maxRows + " (expected: at least one)");
        }
    }
}
