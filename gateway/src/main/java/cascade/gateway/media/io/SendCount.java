package cascade.gateway.media.io;

/** Send counters of a socket. Loop thread. */
public interface SendCount {

    void onSent(int packets, int bytes);

    /** The kernel did not take them. */
    void onRefused(int packets);
}
