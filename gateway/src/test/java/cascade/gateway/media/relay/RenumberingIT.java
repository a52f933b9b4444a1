package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.PayloadTypes;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtpPeer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Viewers that number the source's format in another way, beside one that numbers it alike. */
@OnEachGear
@FieldReport(value = "F28", part = "packets")
class RenumberingIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final int MARKER = 0x80;

    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer other = RtpPeer.on(SUBNET.host(20));
    private final RtpPeer alike = RtpPeer.on(SUBNET.host(21));

    RenumberingIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET);
    }

    @AfterEach
    void close() {
        lab.close();
        camera.close();
        other.close();
        alike.close();
    }

    private void viewAs(MediaStream stream, int payloadType) {
        ViewerSpec spec = MediaLab.viewerSpec(other, 1);
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
                Duration.ZERO,
                Duration.ZERO,
                Optional.of(new PayloadTypes(96, payloadType)),
                true,
                Optional.empty())));
        await(leg.start());
    }

    @Test
    void eachViewerGetsItsOwnNumberAndEverythingElseAsItWas() {
        MediaStream stream = lab.openFor(camera);
        viewAs(stream, 100);
        view(stream, alike, 2);

        for (int i = 0; i < 20; i++) {
            byte[] packet = RtpPeer.packet(i, i, SOURCE_SSRC, (byte) 96, (byte) 100, (byte) i);
            packet[1] |= (byte) (i % 2 == 0 ? MARKER : 0);
            camera.sendRtp(stream.sourceLocal(), packet);

            byte[] renumbered = RtpPeer.withSsrc(packet, 1);
            renumbered[1] = (byte) ((packet[1] & MARKER) | 100);
            assertThat(other.receiveRtp().bytes()).isEqualTo(renumbered);
            assertThat(alike.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(packet, 2));
        }
    }
}
