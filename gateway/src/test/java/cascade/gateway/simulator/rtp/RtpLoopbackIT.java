package cascade.gateway.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.simulator.video.VideoClip;
import cascade.gateway.testkit.LoopbackSubnet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sender and receiver over loopback sockets, without any signalling. */
class RtpLoopbackIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final Duration REPORT_INTERVAL = Duration.ofMillis(200);
    private static final InetAddress HOST = SUBNET.address(1);

    private final VideoClip clip = SyntheticClip.of(42, 50, 12_000);
    private final List<RtpSender> senders = new ArrayList<>();
    private final List<RtpReceiver> receivers = new ArrayList<>();
    private final RtpLoop loop = RtpLoop.start("media-test");

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        senders.forEach(sender -> sender.stop().join());
        receivers.forEach(receiver -> receiver.stop().join());
        loop.close();
    }

    @Test
    void bindsAnEvenPortAndTheNext() throws IOException {
        try (RtpPortPair ports = RtpPortPair.open(HOST)) {
            assertThat(ports.rtpPort()).isEven();
            assertThat(ports.rtcp().getLocalAddress()).isEqualTo(new InetSocketAddress(HOST, ports.rtpPort() + 1));
        }
    }

    @Test
    void sendsNoFasterThanTheRealRate() throws IOException {
        RtpPortPair ports = RtpPortPair.open(HOST);
        RtpReceiver receiver = receiver(ports);
        RtpSender sender = sender(ports.rtpAddress());

        sender.start();
        await().until(() -> receiver.stats().frames() >= 75);
        ReceiverStats stats = receiver.stop().join();

        // what was published last is at most one sample older than the last frame
        double seconds = (System.nanoTime() - stats.firstPacketNanos().orElseThrow()) / 1e9;
        // a busy machine may make it slower, never faster
        assertThat(stats.frames() / seconds).isPositive().isLessThan(26.0);
        assertThat(stats.lost()).isZero();
    }

    @Test
    void garbageIsCountedAndDoesNoHarm() throws IOException {
        RtpPortPair ports = RtpPortPair.open(HOST);
        RtpReceiver receiver = receiver(ports);
        try (DatagramChannel stranger = DatagramChannel.open()) {
            InetSocketAddress rtcp = new InetSocketAddress(HOST, ports.rtpPort() + 1);
            stranger.send(ByteBuffer.allocate(0), ports.rtpAddress());
            stranger.send(ByteBuffer.wrap(new byte[] {1, 2, 3}), ports.rtpAddress());
            stranger.send(ByteBuffer.wrap(new byte[40]), ports.rtpAddress());
            stranger.send(
                    ByteBuffer.wrap(new byte[] {(byte) 0xAF, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1}), ports.rtpAddress());
            stranger.send(ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 201, 0, 99}), rtcp);
        }
        await().until(() -> receiver.stats().broken() == 5);

        RtpSender sender = sender(ports.rtpAddress());
        sender.start();

        await().until(() -> receiver.stats().frames() > 5);
        assertThat(receiver.stats().lost()).isZero();
    }

    @Test
    void aReceiverThatIsGoneDoesNotStopTheSender() throws IOException {
        RtpPortPair nobody = RtpPortPair.open(HOST);
        nobody.close();
        RtpSender sender = sender(nobody.rtpAddress());

        sender.start();

        await().until(() -> sender.stats().frames() > 10 && sender.stats().senderReports() > 1);
    }

    @Test
    void recordsWhatWasSent() throws IOException {
        RtpPortPair ports = RtpPortPair.open(HOST);
        PsRecording recording = Recordings.whole(directory).open("received.ps");
        var receiver =
                new RtpReceiver(loop, new UdpLink(loop, ports), 1, "test", REPORT_INTERVAL, Optional.of(recording));
        receivers.add(receiver);
        receiver.start();
        RtpSender sender = sender(ports.rtpAddress());

        sender.start();
        // once around the clip
        await().until(() -> receiver.stats().frames() > clip.frames());
        sender.stop().join();
        await().until(() -> receiver.stats().isEnded());
        ReceiverStats stats = receiver.stop().join();

        byte[] received = Files.readAllBytes(recording.file());
        assertThat(received).hasSize((int) stats.payloadBytes());
        int at = 0;
        for (long frame = 0; frame < stats.frames(); frame++) {
            byte[] pack = clip.pack(frame);
            assertThat(Arrays.copyOfRange(received, at, at + pack.length))
                    .as("frame %d", frame)
                    .isEqualTo(pack);
            at += pack.length;
        }
    }

    private RtpReceiver receiver(RtpPortPair ports) {
        var receiver = new RtpReceiver(loop, new UdpLink(loop, ports), 1, "test", REPORT_INTERVAL, Optional.empty());
        receivers.add(receiver);
        receiver.start();
        return receiver;
    }

    private RtpSender sender(InetSocketAddress to) throws IOException {
        var plan = new SendPlan(to, 0x0BEBC201, 96, 1, 2, "test", REPORT_INTERVAL, 0);
        var sender = new RtpSender(
                loop,
                UdpLink.open(loop, HOST),
                Playhead.live(clip),
                plan,
                InstantSource.system(),
                Optional.empty(),
                () -> {});
        senders.add(sender);
        return sender;
    }
}
