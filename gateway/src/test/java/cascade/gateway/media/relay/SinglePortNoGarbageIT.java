package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.await;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtpPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** IoBackend epoll: the JDK's channels make an address for each packet that is not of the last sender. */
@Tag("alone")
@EnabledOnOs(OS.LINUX)
class SinglePortNoGarbageIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final LegAddress DISTRICT = new LegAddress(SUBNET.host(1), 20_000);
    private static final int STREAMS = 6;
    private static final int ROUNDS = 4_000;
    private static final double MOST_BYTES = 8;

    private final MediaLab lab = MediaLab.singlePort(MediaGear.EPOLL, SUBNET, MediaClock.system());
    private final List<RtpPeer> cameras = new ArrayList<>();
    private final List<RtpPeer> viewers = new ArrayList<>();
    private final List<MediaStream> streams = new ArrayList<>();

    @AfterEach
    void close() {
        cameras.forEach(RtpPeer::close);
        viewers.forEach(RtpPeer::close);
        lab.close();
    }

    @Test
    void tellsManyStreamsApartWithoutAllocating() {
        for (int i = 0; i < STREAMS; i++) {
            RtpPeer camera = RtpPeer.on(SUBNET.host(1) + i);
            RtpPeer viewer = RtpPeer.on(SUBNET.host(2) + i);
            cameras.add(camera);
            viewers.add(viewer);
            MediaStream stream = lab.open(MediaLab.spec());
            await(stream.expectSource(SourceAnswer.video(camera.rtpAddress(), OptionalInt.of(i + 1), Set.of(96))));
            MediaLab.view(stream, viewer, 101 + i);
            streams.add(stream);
        }
        Garbage.assertSteadyStateBelow(MOST_BYTES, ROUNDS * STREAMS, () -> relay(ROUNDS));
    }

    private void relay(int rounds) {
        long target = packets() + rounds;
        byte[][] packets = new byte[STREAMS][];
        for (int i = 0; i < STREAMS; i++) {
            packets[i] = RtpPeer.packet(1, 1, i + 1, new byte[1_400]);
        }
        for (int sent = 0; sent < rounds; sent++) {
            for (int i = 0; i < STREAMS; i++) {
                cameras.get(i).sendRtp(DISTRICT, packets[i]);
            }
            for (RtpPeer viewer : viewers) {
                viewer.receiveRtp();
            }
        }
        await().until(() -> packets() == target);
    }

    private long packets() {
        return await(streams.getLast().snapshot()).source().packets();
    }
}
