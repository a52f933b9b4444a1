package cascade.gateway.sip;

import java.time.Duration;

/**
 * Every timer and limit of the SIP side.
 *
 * @param userAgent value of User-Agent
 * @param t1 round-trip estimate, RFC 3261 section 17.1.1.1; 500 ms
 * @param t2 longest interval between retransmissions; 4 s
 * @param t4 how long a message may stay in the network; 5 s
 * @param inviteTimeout timer B: an INVITE without any answer; 64*T1
 * @param requestTimeout timer F: a request other than INVITE without a final answer; 64*T1
 * @param ackTimeout our 2xx to an INVITE without ACK is given up; 64*T1
 * @param maxMessageBytes larger messages are refused
 * @param maxLineBytes longest header line
 * @param maxLines most header lines
 * @param maxListValues most values of one list header (Via, Route, Record-Route, Contact)
 * @param tcpConnectTimeout until a TCP peer that does not answer is given up
 * @param tcpReadTimeout until a half-received message closes its connection
 * @param tcpIdleTimeout until an unused connection is closed
 * @param tcpMaxConnections most connections of known peers at once, in and out
 * @param receiveBufferBytes SO_RCVBUF of UDP listening points
 * @param maxServerTransactions most requests being answered or remembered at once
 * @param maxClientTransactions most requests awaiting an answer at once
 * @param dropUnknownSources strangers get silence instead of 403
 * @param unknownSourceRate messages a second accepted from all strangers together
 * @param sourceRate messages a second accepted from one known source
 * @param shares so that no peer's load takes the room of another
 * @param overload beyond which new calls are refused
 */
public record SipSettings(
        String userAgent,
        Duration t1,
        Duration t2,
        Duration t4,
        Duration inviteTimeout,
        Duration requestTimeout,
        Duration ackTimeout,
        int maxMessageBytes,
        int maxLineBytes,
        int maxLines,
        int maxListValues,
        Duration tcpConnectTimeout,
        Duration tcpReadTimeout,
        Duration tcpIdleTimeout,
        int tcpMaxConnections,
        int receiveBufferBytes,
        int maxServerTransactions,
        int maxClientTransactions,
        boolean dropUnknownSources,
        int unknownSourceRate,
        int sourceRate,
        Shares shares,
        Overload overload) {

    /**
     * Shares of what all peers use together.
     *
     * @param peerTransactions requests of one known peer that are being answered at one time
     * @param unknownTransactions the same of all unknown sources together
     * @param peerAnswers answers to one known peer that are remembered for repetitions
     * @param unknownAnswers the same to all unknown sources together
     * @param unboundRate messages a second of a configured id from an address that is not known yet: REGISTER and keepalive
     * @param unknownConnections TCP connections of all unknown sources together
     * @param connectionsPerSource TCP connections of one unknown source
     * @param keepaliveWord in the body of each keepalive, which makes it as urgent as a REGISTER; empty: none is
     * @param sessionEndWord in the body of each MESSAGE that says that a session has sent all, which makes it as urgent as the BYE
     *     that comes after it; empty: none is
     */
    public record Shares(
            int peerTransactions,
            int unknownTransactions,
            int peerAnswers,
            int unknownAnswers,
            int unboundRate,
            int unknownConnections,
            int connectionsPerSource,
            String keepaliveWord,
            String sessionEndWord) {
        /** The figures of reference.conf. */
        public static final Shares DEFAULTS = new Shares(20_000, 2000, 80_000, 20_000, 10, 200, 20, "", "");
    }

    /**
     * Overload: beyond it part of the new INVITEs is answered 503, and all that runs goes on.
     *
     * @param maxLag how late the control loop may be, or how long messages may wait in a socket
     * @param maxHeap share of the heap, 0 to 1, that may be in use after a collection
     */
    public record Overload(Duration maxLag, double maxHeap) {
        /** None is found: a simulator takes every call, however slow its machine. */
        public static final Overload NEVER = new Overload(Duration.ofHours(1), 1);
    }

    /** The figures of RFC 3261 and of reference.conf. */
    public static SipSettings defaults(String userAgent) {
        return new SipSettings(
                userAgent,
                Duration.ofMillis(500),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(32),
                Duration.ofSeconds(32),
                Duration.ofSeconds(32),
                256 * 1024,
                8 * 1024,
                128,
                32,
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                1000,
                4 * 1024 * 1024,
                60_000,
                20_000,
                false,
                50,
                2000,
                Shares.DEFAULTS,
                Overload.NEVER);
    }

    /** Timers D, H, J, L and M, 64*T1: how long a peer may go on repeating what it sent. */
    public Duration repetition() {
        return t1.multipliedBy(64);
    }

    /** These settings with other retransmission timers. */
    public SipSettings withTimers(Duration newT1, Duration newT2, Duration newT4, Duration timeout) {
        return new SipSettings(
                userAgent,
                newT1,
                newT2,
                newT4,
                timeout,
                timeout,
                timeout,
                maxMessageBytes,
                maxLineBytes,
                maxLines,
                maxListValues,
                tcpConnectTimeout,
                tcpReadTimeout,
                tcpIdleTimeout,
                tcpMaxConnections,
                receiveBufferBytes,
                maxServerTransactions,
                maxClientTransactions,
                dropUnknownSources,
                unknownSourceRate,
                sourceRate,
                shares,
                overload);
    }
}
