package cascade.gateway.trace.hep;

import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpPackets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * RTCP as collectors read it, a JSON object with the names that captagent and heplify gave its fields (<a
 * href="https://github.com/sipcapture/HEP">HEP</a>, payload type 5): the reports of a compound packet. Stateless.
 */
final class RtcpJson {

    private static final int NTP_FRACTION_OFFSET = RtcpPackets.SR_NTP_OFFSET + Integer.BYTES;
    private static final int TIMESTAMP_OFFSET = NTP_FRACTION_OFFSET + Integer.BYTES;
    private static final int PACKETS_OFFSET = TIMESTAMP_OFFSET + Integer.BYTES;
    private static final int OCTETS_OFFSET = PACKETS_OFFSET + Integer.BYTES;

    private RtcpJson() {}

    /** The bytes must be {@link RtcpPackets#isSound}. */
    static byte[] of(byte[] compound) {
        ByteBuffer packet = ByteBuffer.wrap(compound);
        var json = new JsonObject()
                .put("ssrc", unsigned(RtcpPackets.sender(packet, 0, compound.length)))
                .put("type", RtcpPackets.code(packet, 0));
        for (int at = 0; at < compound.length; at = RtcpPackets.next(packet, at)) {
            switch (RtcpPackets.type(packet, at)) {
                case SR -> {
                    json.put("sender_information", senderInformation(packet, at));
                    putBlocks(json, packet, at);
                }
                case RR -> putBlocks(json, packet, at);
                case SDES -> {
                    if (RtcpPackets.count(packet, at) > 0) {
                        json.put("sdes_ssrc", unsigned(packet.getInt(at + RtcpPackets.SDES_CHUNKS_OFFSET)));
                    }
                }
                case BYE, APP, RTPFB, PSFB, XR, OTHER -> {
                    // tells no figures that a collector draws
                }
            }
        }
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject senderInformation(ByteBuffer packet, int at) {
        return new JsonObject()
                .put("ntp_timestamp_sec", unsigned(packet.getInt(at + RtcpPackets.SR_NTP_OFFSET)))
                .put("ntp_timestamp_usec", unsigned(packet.getInt(at + NTP_FRACTION_OFFSET)))
                .put("rtp_timestamp", unsigned(packet.getInt(at + TIMESTAMP_OFFSET)))
                .put("packets", unsigned(packet.getInt(at + PACKETS_OFFSET)))
                .put("octets", unsigned(packet.getInt(at + OCTETS_OFFSET)));
    }

    private static void putBlocks(JsonObject json, ByteBuffer packet, int at) {
        int count = RtcpPackets.count(packet, at);
        var blocks = new JsonArray();
        int block = RtcpPackets.blocksAt(packet, at);
        for (int i = 0; i < count; i++, block += ReportBlock.BYTES) {
            blocks.add(new JsonObject()
                    .put("source_ssrc", unsigned(ReportBlock.ssrc(packet, block)))
                    .put("fraction_lost", ReportBlock.fractionLost(packet, block))
                    .put("packets_lost", ReportBlock.lost(packet, block))
                    .put("highest_seq_no", unsigned(ReportBlock.highestSequence(packet, block)))
                    .put("ia_jitter", unsigned(ReportBlock.jitter(packet, block)))
                    .put("lsr", unsigned(ReportBlock.lastSr(packet, block)))
                    .put("dlsr", unsigned(ReportBlock.delaySinceLastSr(packet, block))));
        }
        json.put("report_count", count).put("report_blocks", blocks);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }
}
