package cascade.gateway.media.framing;

import cascade.gateway.media.TcpFraming;
import java.nio.ByteBuffer;

/** Frame headers of {@link TcpFraming}, written in front of packets. Any thread; nothing is allocated. */
public final class Frames {

    /** The longest packet, and the longest header before it. */
    public static final int MAX_BYTES = 0xFFFF + 4;

    static final int RFC4571_BYTES = 2;
    static final int INTERLEAVED_BYTES = 4;
    static final byte DOLLAR = '$';

    private static final byte RTP_CHANNEL = 0;
    private static final byte RTCP_CHANNEL = 1;

    private Frames() {}

    public static int headerBytes(TcpFraming framing) {
        return switch (framing) {
            case RFC4571 -> RFC4571_BYTES;
            case INTERLEAVED -> INTERLEAVED_BYTES;
        };
    }

    /** Puts a header at the buffer's position; the packet follows there. */
    public static void putHeader(ByteBuffer to, TcpFraming framing, boolean rtcp, int packetBytes) {
        if (framing == TcpFraming.INTERLEAVED) {
            to.put(DOLLAR).put(rtcp ? RTCP_CHANNEL : RTP_CHANNEL);
        }
        to.putShort((short) packetBytes);
    }
}
