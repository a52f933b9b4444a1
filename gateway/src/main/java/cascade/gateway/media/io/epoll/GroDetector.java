package cascade.gateway.media.io.epoll;

/**
 * Detector of packet bursts on a socket, for which it pays to let the kernel hand packets over together (UDP_GRO). For
 * single packets that would cost: each read then has to carry the size to cut by.
 *
 * <p>There is no way back: what the kernel has put together already would be read without its size. So a few bursts, as
 * they come after every hiccup of the machine, must not do: at least every eighth read must be one, for a while; and what
 * has gathered while the loop was late is no burst. The score stays with the reader, next to what it touches anyway.
 */
final class GroDetector {

    /** As many packets of one read are a burst: more than slots gather of one stream at 400 packets a second. */
    private static final int BURST = 10;

    private static final int BURST_SCORE = 8;
    private static final int ENOUGH = 4 * BURST_SCORE;

    private GroDetector() {}

    /** The score after a read of so many packets. */
    static int score(int before, int packets) {
        return packets >= BURST ? before + BURST_SCORE : Math.max(0, before - 1);
    }

    /** Batches should be asked for from now on. */
    static boolean isEnough(int score) {
        return score >= ENOUGH;
    }
}
