package cascade.config.gateway;

import cascade.config.value.IpAddress;
import cascade.config.value.Require;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the HTTP server for operators: metrics, health and the API.
 *
 * @param hosts names under which it may be asked for beside its own address and {@code localhost}
 * @param headerTimeout from a connection to its first whole request
 * @param idleTimeout after which a silent connection is closed
 * @param answerTimeout how long the gateway may take for an answer before the client gets 503
 * @param maxConnections open at once
 * @param maxBodyBytes of a request
 * @param live the events that the console shows changes by
 * @param maxAudit changes by operators that are remembered
 * @param tls of its listening point, plain HTTP without
 * @param access who may look and who may change something
 */
public record AdminConfig(
        String bind,
        int port,
        List<String> hosts,
        Duration headerTimeout,
        Duration idleTimeout,
        Duration answerTimeout,
        int maxConnections,
        int maxBodyBytes,
        Live live,
        int maxAudit,
        Optional<AdminTls> tls,
        AdminAccess access) {

    public AdminConfig {
        IpAddress.require("admin.bind", bind);
        Require.port("admin.port", port);
        hosts = List.copyOf(hosts);
        Require.positive("admin.header-timeout", headerTimeout);
        Require.positive("admin.idle-timeout", idleTimeout);
        Require.positive("admin.answer-timeout", answerTimeout);
        Require.atLeast("admin.max-connections", maxConnections, 1);
        Require.atLeast("admin.max-body", maxBodyBytes, 1);
        Require.atLeast("admin.max-audit", maxAudit, 1);
    }

    /** The same listening point under other rules of access. */
    public AdminConfig withAccess(AdminAccess other) {
        return new AdminConfig(
                bind,
                port,
                hosts,
                headerTimeout,
                idleTimeout,
                answerTimeout,
                maxConnections,
                maxBodyBytes,
                live,
                maxAudit,
                tls,
                other);
    }

    /**
     * Rate and limits of the live events.
     *
     * @param interval between two events
     * @param maxClients that are told at once
     * @param patience how long a client may leave unread what it was sent
     * @param maxRows of domains, and of streams, that are told
     */
    public record Live(Duration interval, int maxClients, Duration patience, int maxRows) {
        public Live {
            Require.positive("admin.live.interval", interval);
            Require.atLeast("admin.live.max-clients", maxClients, 0);
            Require.positive("admin.live.patience", patience);
            Require.atLeast("admin.live.max-rows", maxRows, 1);
        }
    }
}
