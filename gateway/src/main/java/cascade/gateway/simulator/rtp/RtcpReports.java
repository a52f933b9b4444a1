package cascade.gateway.simulator.rtp;

import cascade.gateway.media.rtp.ReceptionStats;
import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.media.rtp.RtcpWriter;
import cascade.gateway.media.rtp.RtpHeader;
import java.nio.ByteBuffer;

/**
 * Writer of compound RTCP packets: SR or RR first, then SDES with the CNAME, then BYE at the end of a stream (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.1">RFC 3550 section 6.1</a>). Used by one thread; the
 * buffer is the same for every packet.
 */
final class RtcpReports {

    private static final int BUFFER_BYTES = 512;
    private static final int ONE_WORD_AFTER_HEADER = 1;

    private final int ssrc;
    private final byte[] cname;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(BUFFER_BYTES);

    RtcpReports(int ssrc, String cname) {
        this.ssrc = ssrc;
        this.cname = RtcpWriter.cname(cname);
    }

    /** A sender report without report blocks: a camera receives nothing. */
    RtcpReports sender(long ntp, int rtpTimestamp, long packets, long payloadBytes) {
        packet.clear();
        RtcpWriter.senderReport(packet, ssrc, ntp, rtpTimestamp, packets, payloadBytes);
        return description();
    }

    /** A receiver report about one source; takes the fraction lost since the report before. */
    RtcpReports receiver(int source, ReceptionStats reception, int lastSr, int delaySinceLastSr) {
        packet.clear();
        int block = RtcpWriter.receiverReport(packet, ssrc);
        ReportBlock.write(
                packet,
                block,
                source,
                reception.takeFractionLost(),
                reception.lostForReport(),
                (int) reception.highestSequence(),
                reception.jitter(),
                lastSr,
                delaySinceLastSr);
        return description();
    }

    /** A receiver report without blocks, of who has heard nothing yet. */
    RtcpReports empty() {
        packet.clear();
        ssrcOnly(RtcpType.RR, 0);
        return description();
    }

    RtcpReports bye() {
        ssrcOnly(RtcpType.BYE, 1);
        return this;
    }

    /** The compound packet, ready to be sent; good until the next one is begun. */
    ByteBuffer finish() {
        return packet.flip();
    }

    private RtcpReports description() {
        RtcpWriter.description(packet, ssrc, cname);
        return this;
    }

    private void ssrcOnly(RtcpType type, int count) {
        packet.put((byte) (RtpHeader.VERSION << 6 | count)).put((byte) type.code());
        packet.putShort((short) ONE_WORD_AFTER_HEADER).putInt(ssrc);
    }
}
