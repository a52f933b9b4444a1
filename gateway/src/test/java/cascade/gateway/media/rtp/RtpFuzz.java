package cascade.gateway.media.rtp;

import java.nio.ByteBuffer;

/** Fuzz target: nothing is read or written outside of a packet, RTP or RTCP, and cutting keeps every byte of payload. */
public final class RtpFuzz {

    private static final int MARGIN = 16;
    private static final byte CANARY = 0x5A;
    private static final int MAX_BYTES = 1_400;

    private RtpFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > 65_507) {
            return;
        }
        // exactly as long: what reads beyond the packet throws
        ByteBuffer exact = ByteBuffer.wrap(data.clone());
        rtp(exact, data.length);
        ByteBuffer within = ByteBuffer.allocate(data.length + 2 * MARGIN);
        for (int i = 0; i < within.capacity(); i++) {
            within.put(i, CANARY);
        }
        within.put(MARGIN, data);
        rtcp(within, MARGIN, data.length);
        for (int i = 0; i < MARGIN; i++) {
            if (within.get(i) != CANARY || within.get(MARGIN + data.length + i) != CANARY) {
                throw new AssertionError("written outside of the packet");
            }
        }
        rtcp(exact, 0, data.length);
    }

    private static void rtp(ByteBuffer packet, int length) {
        if (RtpHeader.headerBytes(packet, 0, length) < 0) {
            return;
        }
        int pieces = PacketCutter.pieces(packet, 0, length, MAX_BYTES);
        int payload = 0;
        ByteBuffer to = ByteBuffer.allocate(MAX_BYTES);
        for (int i = 0; i < pieces; i++) {
            int bytes = PacketCutter.write(packet, 0, length, MAX_BYTES, i, to, 0);
            payload += bytes - RtpHeader.headerBytes(to, 0, bytes);
        }
        int whole = length - RtpHeader.headerBytes(packet, 0, length) - RtpHeader.paddingBytes(packet, 0, length);
        if (pieces > 0 && payload != whole) {
            throw new AssertionError("cut into " + payload + " bytes of payload, not " + whole);
        }
    }

    private static void rtcp(ByteBuffer packet, int offset, int length) {
        if (!RtcpPackets.looksLikeRtcp(packet, offset, length) || !RtcpPackets.isSound(packet, offset, length)) {
            return;
        }
        RtcpPackets.sender(packet, offset, length);
        RtcpPackets.isAbout(packet, offset, length, 1);
        RtcpRewriter.toViewer(1, 2).rewrite(packet, offset, length);
        RtcpRewriter.toSource(1, 2, 3).rewrite(packet, offset, length);
        if (!RtcpPackets.isSound(packet, offset, length)) {
            throw new AssertionError("not sound any more after rewriting");
        }
    }
}
