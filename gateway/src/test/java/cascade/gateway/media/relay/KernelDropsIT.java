package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtpPeer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** More than a socket holds: dropped, counted, and then relayed on as before. */
@EnabledOnOs(OS.LINUX)
class KernelDropsIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int PACKETS = 3_000;

    private final MediaLab lab = new MediaLab(MediaGear.EPOLL, SUBNET);
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        lab.close();
    }

    @Test
    void countsWhatDidNotFitAndGoesOn() {
        MediaStream stream = lab.openFor(camera, spec(SourceCheck.STRICT, RtcpMode.RELAY, Duration.ofMinutes(1)));
        for (int i = 0; i < PACKETS; i++) {
            camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(i, i, SOURCE_SSRC, new byte[1_400]));
        }
        view(stream, viewer, 1);
        // a snapshot is a turn of the loop, and one that finds nothing more has emptied the buffer
        AtomicLong before = new AtomicLong();
        await().until(() -> {
            long now = await(stream.snapshot()).source().packets();
            return now > 0 && before.getAndSet(now) == now;
        });
        byte[] last = RtpPeer.packet(PACKETS, PACKETS, SOURCE_SSRC);
        camera.sendRtp(stream.sourceLocal(), last);

        await().until(() -> await(stream.snapshot()).source().dropped().containsKey(DropReason.KERNEL_BUFFER_FULL));
        SourceStats source = await(stream.snapshot()).source();
        assertThat(source.packets() + source.dropped().get(DropReason.KERNEL_BUFFER_FULL))
                .isEqualTo(PACKETS + 1);
        for (long i = 1; i < source.packets(); i++) {
            viewer.receiveRtp();
        }
        assertThat(viewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(last, 1));
    }
}
