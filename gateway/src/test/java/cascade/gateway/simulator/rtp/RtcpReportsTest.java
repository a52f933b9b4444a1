package cascade.gateway.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.rtp.ReceptionStats;
import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtcpReportsTest {

    private static final int OURS = 0x1234;
    private static final int THEIRS = 0x0BEBC201;

    private final RtcpReports reports = new RtcpReports(OURS, "upper@127.0.0.1");

    @Test
    void aReceiverReportTellsTheLoss() {
        var reception = new ReceptionStats(90_000);
        for (int sequence : new int[] {65_534, 65_535, 1, 2}) {
            reception.onPacket(sequence, 0, 0);
        }

        ByteBuffer packet =
                reports.receiver(THEIRS, reception, 0xAABBCCDD, 0x10000).finish();

        assertThat(types(packet)).containsExactly(RtcpType.RR, RtcpType.SDES);
        int block = RtcpPackets.blocksAt(packet, 0);
        assertThat(ReportBlock.ssrc(packet, block)).isEqualTo(THEIRS);
        assertThat(ReportBlock.lost(packet, block)).isEqualTo(1);
        assertThat(ReportBlock.fractionLost(packet, block)).isEqualTo(256 / 5);
        assertThat(ReportBlock.highestSequence(packet, block)).isEqualTo(65_536 + 2);
        assertThat(ReportBlock.lastSr(packet, block)).isEqualTo(0xAABBCCDD);
        assertThat(MiddleNtp.toDuration(ReportBlock.delaySinceLastSr(packet, block)))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aSenderSaysGoodbye() {
        ByteBuffer packet = reports.sender(5, 6, 7, 8).bye().finish();

        assertThat(types(packet)).containsExactly(RtcpType.SR, RtcpType.SDES, RtcpType.BYE);
        int bye = packet.limit() - 8;
        assertThat(RtcpPackets.count(packet, bye)).isEqualTo(1);
        assertThat(packet.getInt(bye + RtcpPackets.SENDER_OFFSET)).isEqualTo(OURS);
    }

    @Test
    void whoHeardNothingReportsNothing() {
        ByteBuffer packet = reports.empty().finish();

        assertThat(types(packet)).containsExactly(RtcpType.RR, RtcpType.SDES);
        assertThat(RtcpPackets.count(packet, 0)).isZero();
    }

    @Test
    void everyPacketStartsAfresh() {
        int first = reports.empty().bye().finish().remaining();
        int second = reports.empty().bye().finish().remaining();

        assertThat(second).isEqualTo(first);
    }

    private static List<RtcpType> types(ByteBuffer packet) {
        assertThat(RtcpPackets.isSound(packet, 0, packet.remaining())).isTrue();
        var types = new ArrayList<RtcpType>();
        for (int at = 0; at < packet.limit(); at = RtcpPackets.next(packet, at)) {
            types.add(RtcpPackets.type(packet, at));
        }
        return types;
    }
}
