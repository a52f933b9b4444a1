package cascade.gateway.handover;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.FakeServiceManager;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.TcpPeer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process is killed in the middle of a stream, and another one takes its sockets over: what was sent in between. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class HandedOverSocketsIT {

    private static final int PORT = MediaProcess.PORT;
    private static final int PAYLOAD_BYTES = 1_300;

    private final LoopbackSubnet subnet = LoopbackSubnet.next();
    private final String district = subnet.host(1);
    private final String city = subnet.host(2);
    private final LegAddress ours = new LegAddress(district, PORT);
    private final FakeServiceManager systemd = FakeServiceManager.start();
    private @Nullable Process first;

    HandedOverSocketsIT() throws IOException {}

    @AfterEach
    void close() throws Exception {
        if (first != null) {
            first.destroyForcibly().waitFor();
        }
        systemd.close();
    }

    private void startFirst(MediaTransport down, InetSocketAddress source, MediaTransport up, InetSocketAddress viewer)
            throws IOException {
        List<String> command = MediaProcess.command(district, city, down, source, up, viewer);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(systemd.environment());
        first = builder.start();
    }

    private void killFirst() throws InterruptedException {
        if (first != null) {
            first.destroyForcibly().waitFor();
        }
        systemd.serviceDied();
    }

    private MediaProcess second(MediaGear gear) {
        return new MediaProcess(systemd.environment(), gear, district, city);
    }

    private static byte[] packet(int sequence) {
        return RtpPeer.packet(sequence, sequence * 90, MediaLab.SOURCE_SSRC, new byte[PAYLOAD_BYTES]);
    }

    private static int sequence(byte[] packet) {
        return RtpHeader.sequence(ByteBuffer.wrap(packet), 0);
    }

    private void awaitUdpSockets() {
        systemd.awaitHeld(
                "udp/" + district + "/" + PORT,
                "udp/" + district + "/" + (PORT + 1),
                "udp/" + city + "/" + PORT,
                "udp/" + city + "/" + (PORT + 1));
    }

    @Test
    void packetsThatComeWhileThereIsNoGatewayArriveAfterwardsAllInOrderAndPaced() throws Exception {
        // what the kernel's default of a receive buffer holds
        int count = 150;
        try (RtpPeer camera = RtpPeer.on(subnet.host(3));
                RtpPeer viewer = RtpPeer.on(subnet.host(4))) {
            startFirst(MediaTransport.UDP, camera.rtpAddress(), MediaTransport.UDP, viewer.rtpAddress());
            awaitUdpSockets();
            systemd.awaitHeard("READY=1");
            camera.sendRtp(ours, packet(0));
            assertThat(sequence(viewer.receiveRtp().bytes())).isZero();

            killFirst();
            for (int sequence = 1; sequence <= count; sequence++) {
                camera.sendRtp(ours, packet(sequence));
            }
            try (MediaProcess second = second(MediaGear.EPOLL)) {
                second.open(MediaTransport.UDP, camera.rtpAddress(), MediaTransport.UDP, viewer.rtpAddress());
                long firstNanos = System.nanoTime();
                second.restored();

                assertThat(sequence(viewer.receiveRtp().bytes())).isEqualTo(1);
                for (int sequence = 2; sequence <= count; sequence++) {
                    assertThat(sequence(viewer.receiveRtp().bytes())).isEqualTo(sequence);
                }
                // at four times its rate a second's packets take a quarter of one
                assertThat(System.nanoTime() - firstNanos).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(100));

                camera.sendRtp(ours, packet(count + 1));
                assertThat(sequence(viewer.receiveRtp().bytes())).isEqualTo(count + 1);
            }
            systemd.awaitHeld();
        }
    }

    @Test
    void connectionsOutliveTheGatewayAndTheNextFrameIsFound() throws Exception {
        try (ServerSocket upper = TcpPeer.listen(subnet.host(4))) {
            InetSocketAddress viewerAddress = TcpPeer.address(upper);
            startFirst(
                    MediaTransport.TCP_PASSIVE,
                    new InetSocketAddress(subnet.host(3), 9),
                    MediaTransport.TCP_ACTIVE,
                    viewerAddress);
            systemd.awaitHeard("READY=1");
            try (TcpPeer camera = TcpPeer.connect(subnet.host(3), ours);
                    TcpPeer viewer = TcpPeer.accept(upper)) {
                camera.send(packet(0));
                assertThat(sequence(viewer.receive())).isZero();
                systemd.awaitHeld(
                        "listen/" + district + "/" + PORT,
                        "tcp/" + district + "/" + PORT + "/" + subnet.host(3) + "/"
                                + camera.address().getPort(),
                        "tcp/" + city + "/" + PORT + "/" + subnet.host(4) + "/" + upper.getLocalPort());

                killFirst();
                // the beginning of a frame that the former process took with it is as good as noise
                byte[] frame = TcpPeer.frame(packet(1));
                camera.sendBytes(Arrays.copyOfRange(frame, 500, frame.length));
                for (int sequence = 2; sequence <= 50; sequence++) {
                    camera.send(packet(sequence));
                }
                try (MediaProcess second = second(MediaGear.EPOLL)) {
                    second.open(MediaTransport.TCP_PASSIVE, camera.address(), MediaTransport.TCP_ACTIVE, viewerAddress);
                    second.restored();

                    for (int sequence = 2; sequence <= 50; sequence++) {
                        assertThat(sequence(viewer.receive())).isEqualTo(sequence);
                    }
                }
                assertThat(viewer.isClosedByPeer()).isTrue();
                systemd.awaitHeld();
            }
        }
    }

    @Test
    void socketsThatNobodyTakesAreClosedAndTheirPortsFree() throws Exception {
        try (RtpPeer camera = RtpPeer.on(subnet.host(3));
                RtpPeer viewer = RtpPeer.on(subnet.host(4))) {
            startFirst(MediaTransport.UDP, camera.rtpAddress(), MediaTransport.UDP, viewer.rtpAddress());
            awaitUdpSockets();
            killFirst();
            assertThat(isFree()).isFalse();

            try (MediaProcess second = second(MediaGear.EPOLL)) {
                assertThat(second.service().atHand()).isEqualTo(4);
                second.restored();
                systemd.awaitHeld();
                assertThat(isFree()).isTrue();
                assertThat(second.service().unneeded()).isEqualTo(4);
                assertThat(second.service().takenOver()).isZero();
            }
        }
    }

    /** As where the admin port was taken: the process after it begins where that one began. */
    @Test
    void aStartThatFailedLeavesAllToTheNextOne() throws Exception {
        int count = 50;
        try (RtpPeer camera = RtpPeer.on(subnet.host(3));
                ServerSocket upper = TcpPeer.listen(subnet.host(4))) {
            InetSocketAddress viewerAddress = TcpPeer.address(upper);
            startFirst(MediaTransport.UDP, camera.rtpAddress(), MediaTransport.TCP_ACTIVE, viewerAddress);
            systemd.awaitHeard("READY=1");
            try (TcpPeer viewer = TcpPeer.accept(upper)) {
                camera.sendRtp(ours, packet(0));
                assertThat(sequence(viewer.receive())).isZero();
                Awaitility.await().until(() -> systemd.held().size() == 3);
                Set<String> held = systemd.held();
                killFirst();
                for (int sequence = 1; sequence <= count; sequence++) {
                    camera.sendRtp(ours, packet(sequence));
                }

                try (MediaProcess second = second(MediaGear.EPOLL)) {
                    second.open(MediaTransport.UDP, camera.rtpAddress(), MediaTransport.TCP_ACTIVE, viewerAddress);
                    assertThat(second.service().takenOver()).isPositive();
                    second.service().store().leave();
                }
                assertThat(systemd.held()).isEqualTo(held);

                try (MediaProcess third = second(MediaGear.EPOLL)) {
                    third.open(MediaTransport.UDP, camera.rtpAddress(), MediaTransport.TCP_ACTIVE, viewerAddress);
                    third.restored();
                    for (int sequence = 1; sequence <= count; sequence++) {
                        assertThat(sequence(viewer.receive())).isEqualTo(sequence);
                    }
                    assertThat(third.service().takenOver()).isEqualTo(3);
                    assertThat(third.service().unneeded()).isZero();
                }
                systemd.awaitHeld();
            }
        }
    }

    /** It reads by the JDK's own sockets, which cannot be made of a descriptor. */
    @Test
    void theOtherGearLetsTheSocketsGoAndBindsThePortsAnew() throws Exception {
        try (RtpPeer camera = RtpPeer.on(subnet.host(3));
                RtpPeer viewer = RtpPeer.on(subnet.host(4))) {
            startFirst(MediaTransport.UDP, camera.rtpAddress(), MediaTransport.UDP, viewer.rtpAddress());
            awaitUdpSockets();
            killFirst();

            try (MediaProcess second = second(MediaGear.NIO)) {
                systemd.awaitHeld();
                MediaStream stream =
                        second.open(MediaTransport.UDP, camera.rtpAddress(), MediaTransport.UDP, viewer.rtpAddress());
                camera.sendRtp(stream.sourceLocal(), packet(9));
                assertThat(sequence(viewer.receiveRtp().bytes())).isEqualTo(9);
            }
        }
    }

    private boolean isFree() {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(district, PORT))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
