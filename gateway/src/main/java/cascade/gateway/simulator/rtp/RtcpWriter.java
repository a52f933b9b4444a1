package cascade.gateway.simulator.rtp;

import cascade.gateway.media.rtp.ReceptionStats;
import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Puts compound RTCP packets together: SR or RR first, then SDES with the CNAME, then BYE at the end of a stream (RFC
 * 3550 section 6.1). Used by one thread; the buffer is the same for every packet.
 */
final class RtcpWriter {

    private static final int BUFFER_BYTES = 512;
    private static final byte VERSION_2 = (byte) 0x80;
    private static final int WORD_BYTES = 4;
    private static final int CNAME = 1;
    private static final int MAX_CNAME_BYTES = 255;

    private final int ssrc;
    private final byte[] cname;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(BUFFER_BYTES);

    RtcpWriter(int ssrc, String cname) {
        this.ssrc = ssrc;
        this.cname = cname.getBytes(StandardCharsets.UTF_8);
        if (this.cname.length > MAX_CNAME_BYTES) {
            throw new IllegalArgumentException("cname: " + this.cname.length + " bytes (expected: up to 255)");
        }
    }

    /** A sender report without report blocks: a camera receives nothing. */
    RtcpWriter senderReport(long ntp, int rtpTimestamp, long packets, long payloadBytes) {
        packet.clear();
        int start = begin(RtcpType.SR, 0);
        packet.putLong(ntp).putInt(rtpTimestamp).putInt((int) packets).putInt((int) payloadBytes);
        return end(start).sdes();
    }

    /** A receiver report about one source; takes the fraction lost since the report before. */
    RtcpWriter receiverReport(int source, ReceptionStats reception, int lastSr, int delaySinceLastSr) {
        packet.clear();
        int start = begin(RtcpType.RR, 1);
        ReportBlock.write(
                packet,
                packet.position(),
                source,
                reception.takeFractionLost(),
                reception.lostForReport(),
                (int) reception.highestSequence(),
                reception.jitter(),
                lastSr,
                delaySinceLastSr);
        packet.position(packet.position() + ReportBlock.BYTES);
        return end(start).sdes();
    }

    /** An empty receiver report, for who has heard nothing yet. */
    RtcpWriter emptyReport() {
        packet.clear();
        return end(begin(RtcpType.RR, 0)).sdes();
    }

    RtcpWriter bye() {
        return end(begin(RtcpType.BYE, 1));
    }

    /** The compound packet, ready to be sent; good until the next one is begun. */
    ByteBuffer finish() {
        return packet.flip();
    }

    private RtcpWriter sdes() {
        int start = begin(RtcpType.SDES, 1);
        packet.put((byte) CNAME).put((byte) cname.length).put(cname).put((byte) 0);
        while ((packet.position() - start) % WORD_BYTES != 0) {
            packet.put((byte) 0);
        }
        return end(start);
    }

    private int begin(RtcpType type, int count) {
        int start = packet.position();
        packet.put((byte) (VERSION_2 | count))
                .put((byte) type.code())
                .putShort((short) 0)
                .putInt(ssrc);
        return start;
    }

    private RtcpWriter end(int start) {
        packet.putShort(start + 2, (short) ((packet.position() - start) / WORD_BYTES - 1));
        return this;
    }
}
