package cascade.gateway.admin;

import java.time.Duration;

/**
 * Listening address and limits of the admin server.
 *
 * @param port 0: one that the system picks
 * @param answerTimeout how long the gateway may take to answer before the client gets 503
 * @param idleTimeout after which a silent connection is closed
 * @param maxConnections open at once; more are closed at once
 * @param maxBodyBytes of a request; no route needs any
 * @param defaultPage channels in a page when the client names no limit
 * @param maxPage channels in a page at most
 */
public record AdminSettings(
        String bind,
        int port,
        Duration answerTimeout,
        Duration idleTimeout,
        int maxConnections,
        int maxBodyBytes,
        int defaultPage,
        int maxPage) {

    private static final int MAX_PORT = 65_535;

    public AdminSettings {
        check("port", port >= 0 && port <= MAX_PORT, port, "0 to " + MAX_PORT);
        check("answerTimeout", answerTimeout.isPositive(), answerTimeout, "more than zero");
        check("idleTimeout", idleTimeout.toSeconds() >= 1, idleTimeout, "a second or more");
        check("maxConnections", maxConnections > 0, maxConnections, "more than zero");
        check("maxBodyBytes", maxBodyBytes >= 0, maxBodyBytes, "zero or more");
        check("defaultPage", defaultPage > 0 && defaultPage <= maxPage, defaultPage, "1 to " + maxPage);
    }

    public static AdminSettings of(String bind, int port) {
        return new AdminSettings(bind, port, Duration.ofSeconds(10), Duration.ofSeconds(60), 100, 64 << 10, 100, 1_000);
    }

    private static void check(String name, boolean good, Object value, String expected) {
        if (!good) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
