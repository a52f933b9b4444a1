package cascade.gateway.admin;

import cascade.gateway.admin.live.LiveSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Listening address and limits of the admin server.
 *
 * @param port 0: one that the system picks
 * @param hosts names that a {@code Host} header may have, in lower case, beside addresses and {@code localhost}
 * @param answerTimeout how long the gateway may take to answer before the client gets 503
 * @param headerTimeout from a connection to its first whole request
 * @param idleTimeout after which a silent connection is closed
 * @param maxConnections open at once; one more takes the place of the one that has been silent longest
 * @param maxBodyBytes of a request
 * @param live the live events
 * @param maxAudit changes that are remembered
 * @param tls of the listening point; plain HTTP without
 * @param defaultPage channels in a page when the client names no limit
 * @param maxPage channels in a page at most
 */
public record AdminSettings(
        String bind,
        int port,
        Set<String> hosts,
        Duration answerTimeout,
        Duration headerTimeout,
        Duration idleTimeout,
        int maxConnections,
        int maxBodyBytes,
        LiveSettings live,
        int maxAudit,
        Optional<Tls> tls,
        int defaultPage,
        int maxPage) {

    /** Files in PEM: the certificate with those between it and a root, and its private key. */
    public record Tls(String certificate, String key) {}

    static final int DEFAULT_PAGE = 100;
    static final int MAX_PAGE = 1_000;

    private static final int MAX_PORT = 65_535;

    public AdminSettings {
        check("port", port >= 0 && port <= MAX_PORT, port, "0 to " + MAX_PORT);
        hosts = Set.copyOf(hosts);
        check("headerTimeout", headerTimeout.isPositive(), headerTimeout, "more than zero");
        check("answerTimeout", answerTimeout.isPositive(), answerTimeout, "more than zero");
        check("idleTimeout", idleTimeout.toSeconds() >= 1, idleTimeout, "a second or more");
        check("maxConnections", maxConnections > 0, maxConnections, "more than zero");
        check("maxBodyBytes", maxBodyBytes >= 0, maxBodyBytes, "zero or more");
        check("defaultPage", defaultPage > 0 && defaultPage <= maxPage, defaultPage, "1 to " + maxPage);
    }

    /** Pages of the size that the OpenAPI document states. */
    public static AdminSettings of(
            String bind,
            int port,
            Set<String> hosts,
            Duration answerTimeout,
            Duration headerTimeout,
            Duration idleTimeout,
            int maxConnections,
            int maxBodyBytes,
            LiveSettings live,
            int maxAudit,
            Optional<Tls> tls) {
        return new AdminSettings(
                bind,
                port,
                hosts,
                answerTimeout,
                headerTimeout,
                idleTimeout,
                maxConnections,
                maxBodyBytes,
                live,
                maxAudit,
                tls,
                DEFAULT_PAGE,
                MAX_PAGE);
    }

    /** Browsers keep the cookies of all ports of a host together. */
    String sessionCookie() {
        return "cascade_session_" + port;
    }

    private static void check(String name, boolean good, Object value, String expected) {
        if (!good) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
