package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.RtpPeer;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachGear
class NoGarbageIT {

    private static final int WARM_UP = 40_000;
    private static final int PACKETS = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final double mostBytes;
    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on("127.61.7.10");
    private final RtpPeer viewer = RtpPeer.on("127.61.7.20");
    private final RtpPeer secondViewer = RtpPeer.on("127.61.7.21");

    NoGarbageIT(MediaGear gear) {
        // the JDK's selector leaves an object of 16 bytes behind, each time that it selects
        mostBytes = gear == MediaGear.NIO ? 24 : 8;
        lab = new MediaLab(gear, "127.61.7");
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
        relay(stream, WARM_UP);

        long before = allocatedBytes();
        relay(stream, PACKETS);
        double bytesPerPacket = (allocatedBytes() - before) / (double) PACKETS;

        assertThat(bytesPerPacket).isLessThan(mostBytes);
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

    private static long allocatedBytes() {
        long media = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("media-"))
                .mapToLong(ThreadInfo::getThreadId)
                .findFirst()
                .orElseThrow();
        return THREADS.getThreadAllocatedBytes(media);
    }
}
