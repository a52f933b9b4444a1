package cascade.gateway.media.io;

/** Counts what a socket sent. Loop thread. */
public interface SendCount {

    void onSent(int packets, int bytes);

    /** The kernel did not take them. */
    void onRefused(int packets);
}
