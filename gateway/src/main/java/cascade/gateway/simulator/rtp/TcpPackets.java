package cascade.gateway.simulator.rtp;

import cascade.gateway.media.TcpFraming;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Packet framing on one TCP connection, written and read; the framing that comes tells by its first byte: a length that
 * begins with {@code $} would be one of 9,216 bytes or more, which nobody sends first. One thread.
 */
final class TcpPackets {

    static final byte DOLLAR = '$';
    static final int INTERLEAVED_BYTES = 4;
    static final int RFC4571_BYTES = 2;
    static final int MAX_PACKET_BYTES = 65_535;

    private static final int BYTE = 0xFF;
    private static final int SHORT = 0xFFFF;
    private static final int RTCP_CHANNEL = 1;
    /**
     * Packet types of RTCP, as <a href="https://datatracker.ietf.org/doc/html/rfc5761#section-4">RFC 5761 section 4</a>
     * tells them from RTP's marker and payload type.
     */
    private static final int FIRST_RTCP = 192;

    private static final int LAST_RTCP = 223;

    /** Gets one packet, from its buffer's start to its limit. */
    interface Taker {
        void take(ByteBuffer packet, boolean rtcp, long nowNanos);
    }

    private final ByteBuffer in = ByteBuffer.allocate(2 * (MAX_PACKET_BYTES + INTERLEAVED_BYTES));
    private @Nullable TcpFraming coming;

    /** Where received bytes are put. */
    ByteBuffer in() {
        return in;
    }

    /** Forgets the half of a packet that a broken connection left. */
    void restart() {
        in.clear();
        coming = null;
    }

    /** Hands over the packets that are whole, each copied to {@code packet}. */
    void handOver(ByteBuffer packet, Taker taker, long nowNanos) {
        in.flip();
        while (takeOne(packet)) {
            taker.take(packet, isRtcp(packet), nowNanos);
        }
        in.compact();
    }

    private boolean takeOne(ByteBuffer packet) {
        if (in.remaining() < INTERLEAVED_BYTES) {
            return false;
        }
        if (coming == null) {
            coming = in.get(in.position()) == DOLLAR ? TcpFraming.INTERLEAVED : TcpFraming.RFC4571;
        }
        int header = headerBytes(coming);
        int length = in.getShort(in.position() + header - RFC4571_BYTES) & SHORT;
        if (in.remaining() < header + length) {
            return false;
        }
        packet.clear();
        packet.put(0, in, in.position() + header, length);
        packet.limit(length);
        in.position(in.position() + header + length);
        return true;
    }

    private static boolean isRtcp(ByteBuffer packet) {
        int type = packet.limit() < 2 ? 0 : packet.get(1) & BYTE;
        return type >= FIRST_RTCP && type <= LAST_RTCP;
    }

    private static int headerBytes(TcpFraming framing) {
        return framing == TcpFraming.INTERLEAVED ? INTERLEAVED_BYTES : RFC4571_BYTES;
    }

    /**
     * Frames a packet behind the position of {@code out}.
     *
     * @param length what the frame says, which a fault may make differ from the packet
     * @return false where there is no room; nothing is written then
     */
    static boolean frame(TcpFraming framing, boolean rtcp, ByteBuffer packet, int length, ByteBuffer out) {
        if (out.remaining() < headerBytes(framing) + packet.remaining()) {
            return false;
        }
        if (framing == TcpFraming.INTERLEAVED) {
            out.put(DOLLAR).put((byte) (rtcp ? RTCP_CHANNEL : 0));
        }
        out.putShort((short) length).put(packet);
        return true;
    }
}
