package cascade.gateway.media.io.epoll;

/**
 * Notices that a socket's packets come in bursts, so that it pays to let the kernel hand them over together (UDP_GRO).
 * For single packets that would cost: each read then has to carry the size to cut by.
 *
 * <p>There is no way back: what the kernel has put together already would be read without its size. Loop thread.
 */
final class TrainSight {

    /** As many packets of one read are a burst: more than slots gather of one stream at 400 packets a second. */
    private static final int BURST = 10;

    private static final int BURSTS = 4;

    private int bursts;

    /** True when trains should be asked for from now on. */
    boolean onRead(int packets) {
        return packets >= BURST && ++bursts == BURSTS;
    }
}
