package cascade.gateway.media.io;

/** Send counters of a socket. Loop thread. */
public interface SendCount {

    void onSent(int packets, int bytes);

    /** The kernel did not take them. */
    void onRefused(int packets);

    /**
     * The peer's host said that nothing listens at its port (ICMP port unreachable, <a
     * href="https://datatracker.ietf.org/doc/html/rfc1122#section-4.1.3.3">RFC 1122 section 4.1.3.3</a>), of a packet that
     * was sent before.
     */
    default void onUnreachable() {}
}
