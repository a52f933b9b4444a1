package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.TcpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
@OnEachGear
class NoGarbageIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int PACKETS = 20_000;

    private final double mostBytes;
    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));
    private final RtpPeer secondViewer = RtpPeer.on(SUBNET.host(21));

    NoGarbageIT(MediaGear gear) {
        // the JDK's selector leaves an object of 16 bytes behind, each time that it selects
        mostBytes = gear == MediaGear.NIO ? 24 : 8;
        lab = new MediaLab(gear, SUBNET);
    }

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        secondViewer.close();
        lab.close();
    }

    /** Two viewers; what little there is belongs to the checks and to the test's own snapshots. */
    @Test
    void relaysPacketsWithoutAllocating() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, 1);
        view(stream, secondViewer, 2);
        // until the optimising compiler has had it: before, the accessors of native memory leave objects behind
        Garbage.assertSteadyStateBelow(mostBytes, PACKETS, () -> relay(stream, PACKETS));
    }

    /** A UDP and a TCP viewer; one packet a write. */
    @Test
    void relaysToTcpWithoutAllocating() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, 1);
        MediaViewer leg = await(
                stream.openViewer(TcpSpecs.viewer(MediaTransport.TCP_PASSIVE, TcpSpecs.host(SUBNET.host(22)), 2)));
        await(leg.start());
        try (TcpPeer tcp = TcpPeer.connect(SUBNET.host(22), leg.local())) {
            await().until(() -> await(stream.snapshot()).viewers().getLast().connected());
            byte[] packet = RtpPeer.packet(1, 1, SOURCE_SSRC, new byte[1_400]);
            Runnable relay = () -> {
                camera.sendRtp(stream.sourceLocal(), packet);
                viewer.receiveRtp();
                tcp.receive();
            };
            Garbage.assertSteadyStateBelow(mostBytes, PACKETS, () -> repeat(relay, PACKETS));
        }
    }

    /** One packet a read, to a UDP and a TCP viewer. */
    @Test
    void relaysFromTcpWithoutAllocating() {
        MediaStream stream = await(lab.plane.openStream(TcpSpecs.source(MediaTransport.TCP_PASSIVE), event -> {}));
        view(stream, viewer, 1);
        MediaViewer leg = await(
                stream.openViewer(TcpSpecs.viewer(MediaTransport.TCP_PASSIVE, TcpSpecs.host(SUBNET.host(22)), 2)));
        await(leg.start());
        await(stream.expectSource(MediaLab.answer(TcpSpecs.host(SUBNET.host(10)))));
        try (TcpPeer source = TcpPeer.connect(SUBNET.host(10), stream.sourceLocal());
                TcpPeer tcp = TcpPeer.connect(SUBNET.host(22), leg.local())) {
            await().until(() -> await(stream.snapshot()).viewers().getLast().connected());
            byte[] frame = TcpPeer.frame(RtpPeer.packet(1, 1, SOURCE_SSRC, new byte[1_400]));
            Runnable relay = () -> {
                source.sendBytes(frame);
                viewer.receiveRtp();
                tcp.receive();
            };
            Garbage.assertSteadyStateBelow(mostBytes, PACKETS, () -> repeat(relay, PACKETS));
        }
    }

    private static void repeat(Runnable relay, int times) {
        for (int i = 0; i < times; i++) {
            relay.run();
        }
    }

    private void relay(MediaStream stream, int packets) {
        long target = await(stream.snapshot()).source().packets() + packets;
        byte[] packet = RtpPeer.packet(1, 1, SOURCE_SSRC, new byte[1_400]);
        for (int sent = 0; sent < packets; sent++) {
            camera.sendRtp(stream.sourceLocal(), packet);
            // one at a time through both viewers: never more than the sockets hold
            viewer.receiveRtp();
            secondViewer.receiveRtp();
        }
        await().until(() -> await(stream.snapshot()).source().packets() == target);
    }
}
