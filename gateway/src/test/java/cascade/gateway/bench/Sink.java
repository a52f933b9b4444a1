package cascade.gateway.bench;

/** Takes what a relay puts out, on a thread of its own, until it is closed. */
interface Sink extends AutoCloseable {

    Outputs outputs();

    /** Packets that it had no room for itself: not the relay's fault. */
    long overflowed();

    @Override
    void close();
}
