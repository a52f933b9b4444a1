package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.TcpSettings;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.TcpPeer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A viewer that does not read for a while, beside others that do. */
@OnEachGear
class SlowViewerIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int SLOW_SSRC = 7;
    private static final int SMALL_BUFFER = 16 << 10;
    /** Far more than the kernels' buffers and the queue together. */
    private static final int PACKETS = 8_000;

    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer udpViewer = RtpPeer.on(SUBNET.host(21));

    SlowViewerIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET, TcpSpecs.PATIENT);
    }

    @AfterEach
    void close() {
        camera.close();
        udpViewer.close();
        lab.close();
    }

    private static byte[] packet(int sequence) {
        Random random = new Random(sequence);
        byte[] payload = new byte[200 + random.nextInt(1_100)];
        random.nextBytes(payload);
        return RtpPeer.packet(sequence, sequence, SOURCE_SSRC, payload);
    }

    private static ViewerStats stats(MediaStream stream, long id) {
        return await(stream.snapshot()).viewers().stream()
                .filter(viewer -> viewer.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** What is read in the end is whole packets in their order: the oldest are missing, and are counted. */
    @Test
    void losesItsOldestPacketsWholeAndDisturbsNoOther() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer slow = await(stream.openViewer(
                TcpSpecs.viewer(MediaTransport.TCP_PASSIVE, TcpSpecs.host(SUBNET.host(20)), SLOW_SSRC)));
        MediaViewer quick = await(
                stream.openViewer(TcpSpecs.viewer(MediaTransport.TCP_PASSIVE, TcpSpecs.host(SUBNET.host(22)), 9)));
        await(slow.start());
        await(quick.start());
        MediaLab.view(stream, udpViewer, 8);
        try (TcpPeer slowViewer = TcpPeer.connect(SUBNET.host(20), slow.local(), SMALL_BUFFER);
                TcpPeer quickViewer = TcpPeer.connect(SUBNET.host(22), quick.local())) {
            MediaLab.soon()
                    .until(() -> stats(stream, slow.id()).connected()
                            && stats(stream, quick.id()).connected());
            for (int i = 1; i <= PACKETS; i++) {
                byte[] packet = packet(i);
                camera.sendRtp(stream.sourceLocal(), packet);
                assertThat(udpViewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(packet, 8));
                assertThat(quickViewer.receive()).isEqualTo(RtpPeer.withSsrc(packet, 9));
            }
            ViewerStats full = stats(stream, slow.id());
            assertThat(full.queuedBytes()).isBetween(100_000, TcpSettings.MIN_QUEUE_BYTES);
            assertThat(stats(stream, quick.id()).dropped()).isEmpty();

            List<Integer> received = new ArrayList<>();
            while (received.isEmpty() || received.getLast() < PACKETS) {
                byte[] packet = slowViewer.receive();
                int sequence = RtpHeader.sequence(ByteBuffer.wrap(packet), 0);
                assertThat(packet).isEqualTo(RtpPeer.withSsrc(packet(sequence), SLOW_SSRC));
                received.add(sequence);
            }
            assertThat(received).isSorted().doesNotHaveDuplicates();
            ViewerStats last = stats(stream, slow.id());
            long dropped = last.dropped().get(DropReason.QUEUE_FULL);
            assertThat(dropped).isEqualTo(PACKETS - received.size()).isPositive();
            assertThat(last.packets()).isEqualTo(received.size());
            assertThat(last.bytes()).isEqualTo(bytes(received));
            assertThat(last.queuedBytes()).isZero();
            assertThat(gaps(received)).as("one run is missing").isEqualTo(1);

            byte[] after = packet(PACKETS + 1);
            camera.sendRtp(stream.sourceLocal(), after);
            assertThat(slowViewer.receive()).isEqualTo(RtpPeer.withSsrc(after, SLOW_SSRC));
        }
    }

    private static long bytes(List<Integer> sequences) {
        return sequences.stream().mapToLong(each -> packet(each).length).sum();
    }

    private static long gaps(List<Integer> sequences) {
        long gaps = sequences.getFirst() == 1 ? 0 : 1;
        for (int i = 1; i < sequences.size(); i++) {
            gaps += sequences.get(i) == sequences.get(i - 1) + 1 ? 0 : 1;
        }
        return gaps;
    }

    @Test
    void keepsRtcpInItsPlaceAmongWhatWaits() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = await(stream.openViewer(
                TcpSpecs.viewer(MediaTransport.TCP_PASSIVE, TcpSpecs.host(SUBNET.host(20)), SLOW_SSRC)));
        await(leg.start());
        try (TcpPeer slow = TcpPeer.connect(SUBNET.host(20), leg.local(), SMALL_BUFFER)) {
            MediaLab.soon().until(() -> stats(stream, leg.id()).connected());
            int sent = 0;
            while (stats(stream, leg.id()).queuedBytes() == 0) {
                for (int i = 0; i < 20; i++) {
                    camera.sendRtp(stream.sourceLocal(), packet(++sent));
                }
                int count = sent;
                MediaLab.soon().until(() -> await(stream.snapshot()).source().packets() == count);
            }
            camera.sendRtcp(
                    stream.sourceLocal(),
                    new RtcpBuilder().senderReport(SOURCE_SSRC, 1L << 32).bytes());
            MediaLab.soon().until(() -> !stats(stream, leg.id()).rtcpOut().isEmpty());
            camera.sendRtp(stream.sourceLocal(), packet(sent + 1));

            for (int i = 1; i <= sent; i++) {
                assertThat(slow.receive()).isEqualTo(RtpPeer.withSsrc(packet(i), SLOW_SSRC));
            }
            byte[] report = slow.receive();
            assertThat(RtcpPackets.looksLikeRtcp(ByteBuffer.wrap(report), 0, report.length))
                    .isTrue();
            assertThat(slow.receive()).isEqualTo(RtpPeer.withSsrc(packet(sent + 1), SLOW_SSRC));
            assertThat(stats(stream, leg.id()).packets()).isEqualTo(sent + 1L);
        }
    }

    /** Packets that waited for a connection that broke are dropped, and counted. */
    @Test
    void countsWhatWaitedWhenTheConnectionEnds() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = await(stream.openViewer(
                TcpSpecs.viewer(MediaTransport.TCP_PASSIVE, TcpSpecs.host(SUBNET.host(20)), SLOW_SSRC)));
        await(leg.start());
        int sent = 0;
        try (TcpPeer slow = TcpPeer.connect(SUBNET.host(20), leg.local(), SMALL_BUFFER)) {
            MediaLab.soon().until(() -> stats(stream, leg.id()).connected());
            while (stats(stream, leg.id()).queuedBytes() == 0) {
                for (int i = 0; i < 20; i++) {
                    camera.sendRtp(stream.sourceLocal(), packet(++sent));
                }
                int count = sent;
                MediaLab.soon().until(() -> await(stream.snapshot()).source().packets() == count);
            }
            slow.reset();
        }
        MediaLab.soon().until(() -> !stats(stream, leg.id()).connected());
        ViewerStats broken = stats(stream, leg.id());
        assertThat(broken.queuedBytes()).isZero();
        assertThat(broken.packets() + broken.dropped().get(DropReason.NOT_CONNECTED))
                .isEqualTo(sent);

        try (TcpPeer again = TcpPeer.connect(SUBNET.host(20), leg.local())) {
            MediaLab.soon().until(() -> stats(stream, leg.id()).connected());
            byte[] packet = packet(sent + 1);
            camera.sendRtp(stream.sourceLocal(), packet);
            assertThat(again.receive())
                    .as("it starts with a frame")
                    .isEqualTo(Arrays.copyOf(RtpPeer.withSsrc(packet, SLOW_SSRC), packet.length));
        }
    }
}
