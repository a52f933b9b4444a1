package cascade.gateway.media.io;

/** Interest of a loop in the readiness of one connection. Loop thread; ends when the connection is closed. */
public interface TcpWatch {

    /**
     * On at first. Off: the peer's bytes wait in the kernel, and then with the peer. While neither reads nor writes are
     * wanted, a gear need not notice that the connection breaks.
     */
    void wantReads(boolean yes);

    /** Off at first. */
    void wantWrites(boolean yes);
}
