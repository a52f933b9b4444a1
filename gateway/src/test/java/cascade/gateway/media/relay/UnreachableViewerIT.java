package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.soon;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.media.MediaEvent.Unreachable;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A viewer whose port is closed while packets go there, or that reports on them no more. */
@OnEachGear
class UnreachableViewerIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer leaves = RtpPeer.on(SUBNET.host(20));
    private final RtpPeer stays = RtpPeer.on(SUBNET.host(21));
    private int sequence;

    UnreachableViewerIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET);
    }

    @AfterEach
    void close() {
        lab.close();
        camera.close();
        leaves.close();
        stays.close();
    }

    private MediaViewer watched(MediaStream stream, Duration timeout, Duration rtcpTimeout) {
        ViewerSpec spec = MediaLab.viewerSpec(leaves, 1);
        MediaViewer leg = await(stream.openViewer(new ViewerSpec(
                spec.owner(),
                spec.network(),
                spec.transport(),
                spec.framing(),
                spec.remote(),
                spec.remoteRtcp(),
                spec.ssrc(),
                spec.rtcpCheck(),
                spec.peerNetworks(),
                timeout,
                rtcpTimeout,
                Optional.empty(),
                true,
                Optional.empty())));
        await(leg.start());
        return leg;
    }

    private void send(MediaStream stream) {
        camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(++sequence, sequence, SOURCE_SSRC));
    }

    @Test
    void isToldOnceAndTheOtherViewersGoOn() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = watched(stream, TIMEOUT, Duration.ZERO);
        view(stream, stays, 2);
        send(stream);
        leaves.receiveRtp();
        var address = leaves.rtpAddress();

        leaves.close();

        soon().until(() -> {
            send(stream);
            return !lab.events(Unreachable.class).isEmpty();
        });
        assertThat(lab.events(Unreachable.class)).singleElement().satisfies(event -> {
            assertThat(event.viewerId()).isEqualTo(leg.id());
            assertThat(event.remote()).isEqualTo(address);
            assertThat(event.since()).isGreaterThanOrEqualTo(TIMEOUT);
        });
        stays.receiveRtp();
    }

    @Test
    @FieldReport(value = "wvp 1", part = "one whose reports stay away")
    void oneWhoseReportsStayAwayIsToldThoughItsPortIsOpen() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = watched(stream, Duration.ZERO, TIMEOUT);
        leaves.sendRtcp(
                leg.local(),
                new RtcpBuilder().receiverReport(7, 1).description("upper", 7).bytes());

        soon().until(() -> {
            send(stream);
            return !lab.events(Unreachable.class).isEmpty();
        });
        assertThat(lab.events(Unreachable.class))
                .singleElement()
                .satisfies(event -> assertThat(event.viewerId()).isEqualTo(leg.id()));
    }
}
