package cascade.config.gateway;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * SIP settings of every network: timers of <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-17">RFC 3261
 * section 17</a>, the limits that guard the parser, and what strangers get.
 *
 * @param inviteTimeout no answer at all to our INVITE: given up (timers B and F are {@code inviteTimeout} and
 *     {@code requestTimeout})
 * @param maxLines header lines of one message
 * @param maxListValues comma-separated values of one header
 * @param unknownSourceRate messages a second that all unknown sources share; more are dropped and counted
 * @param sourceRate messages a second of one known source
 * @param ownRequestsRate requests a second that the gateway makes of its own accord
 * @param maxAuthFailures wrong passwords for one platform that one socket address may send within a minute
 * @param maxHostAuthFailures wrong passwords that one host may send within a minute, from whatever ports
 * @param shares of what all peers use together
 * @param overload beyond which new calls are refused
 */
public record SipConfig(
        Duration t1,
        Duration t2,
        Duration t4,
        Duration inviteTimeout,
        Duration requestTimeout,
        int maxMessageBytes,
        int maxLineBytes,
        int maxLines,
        int maxListValues,
        Tcp tcp,
        int receiveBufferBytes,
        int maxServerTransactions,
        int maxClientTransactions,
        UnknownSource unknownSource,
        int unknownSourceRate,
        int sourceRate,
        int ownRequestsRate,
        Duration nonceLifetime,
        int maxAuthFailures,
        int maxHostAuthFailures,
        Shares shares,
        Overload overload) {

    /** One each millisecond, the finest step of a timer of the control loop. */
    public static final int MAX_OWN_REQUESTS_RATE = 1_000;

    public SipConfig {
        Require.positive("sip.t1", t1);
        Require.ordered("sip.t1", t1, t2);
        Require.positive("sip.t4", t4);
        Require.positive("sip.invite-timeout", inviteTimeout);
        Require.positive("sip.request-timeout", requestTimeout);
        Require.atLeast("sip.max-message", maxMessageBytes, 1);
        Require.range("sip.max-line", maxLineBytes, 1, maxMessageBytes);
        Require.atLeast("sip.max-lines", maxLines, 1);
        Require.atLeast("sip.max-list-values", maxListValues, 1);
        Require.atLeast("sip.receive-buffer", receiveBufferBytes, 1);
        Require.atLeast("sip.max-server-transactions", maxServerTransactions, 1);
        Require.atLeast("sip.max-client-transactions", maxClientTransactions, 1);
        Require.atLeast("sip.unknown-source-rate", unknownSourceRate, 1);
        Require.atLeast("sip.source-rate", sourceRate, 1);
        Require.range("sip.own-requests-rate", ownRequestsRate, 1, MAX_OWN_REQUESTS_RATE);
        Require.positive("sip.nonce-lifetime", nonceLifetime);
        Require.atLeast("sip.max-auth-failures", maxAuthFailures, 1);
        Require.atLeast("sip.max-host-auth-failures", maxHostAuthFailures, maxAuthFailures);
    }

    /**
     * SIP over TCP.
     *
     * @param readTimeout a message that has begun must be whole within this time
     * @param idleTimeout a connection without a message is closed after this time
     * @param maxConnections of all known peers together, both directions
     * @param unknownConnections of all unknown sources together
     * @param connectionsPerSource of one unknown source
     */
    public record Tcp(
            Duration connectTimeout,
            Duration readTimeout,
            Duration idleTimeout,
            int maxConnections,
            int unknownConnections,
            int connectionsPerSource) {

        public Tcp {
            Require.positive("sip.tcp.connect-timeout", connectTimeout);
            Require.positive("sip.tcp.read-timeout", readTimeout);
            Require.positive("sip.tcp.idle-timeout", idleTimeout);
            Require.atLeast("sip.tcp.max-connections", maxConnections, 1);
            Require.atLeast("sip.tcp.unknown-connections", unknownConnections, 1);
            Require.atLeast("sip.tcp.connections-per-source", connectionsPerSource, 1);
        }
    }

    /**
     * Shares of the transactions, so that no peer's load takes the room of another.
     *
     * @param peerTransactions requests of one known peer that are being answered at one time
     * @param unknownTransactions the same of all unknown sources together
     * @param peerAnswers answers to one known peer that are remembered for repetitions
     * @param unknownAnswers the same to all unknown sources together
     * @param unboundRate messages a second of a configured id at an address that is not known yet
     */
    public record Shares(
            int peerTransactions, int unknownTransactions, int peerAnswers, int unknownAnswers, int unboundRate) {

        public Shares {
            Require.atLeast("sip.shares.peer-transactions", peerTransactions, 1);
            Require.atLeast("sip.shares.unknown-transactions", unknownTransactions, 1);
            Require.atLeast("sip.shares.peer-answers", peerAnswers, 1);
            Require.atLeast("sip.shares.unknown-answers", unknownAnswers, 1);
            Require.atLeast("sip.shares.unbound-rate", unboundRate, 1);
        }
    }

    /**
     * Overload: beyond it new INVITEs are refused.
     *
     * @param maxLag how late the control loop may be
     * @param maxHeapPercent of the heap in use after a collection
     */
    public record Overload(Duration maxLag, int maxHeapPercent) {

        public Overload {
            Require.positive("sip.overload.max-lag", maxLag);
            Require.range("sip.overload.max-heap-percent", maxHeapPercent, 1, 100);
        }
    }
}
