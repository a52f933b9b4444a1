package cascade.gateway.soak;

import cascade.gateway.media.FilmViewers;
import cascade.gateway.media.MediaException.NotSupported;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerLeg;
import cascade.gateway.media.ViewerSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which transports this build of the plane serves. */
final class TransportsHere {

    private TransportsHere() {}

    static List<MediaTransport> of(MediaPlane plane, FilmViewers viewers) {
        Duration timeout = Duration.ofMinutes(1);
        MediaStream stream = SoakStream.await(plane.openStream(
                new StreamSpec(
                        "lower",
                        "district",
                        MediaTransport.UDP,
                        TcpFraming.RFC4571,
                        1,
                        timeout,
                        timeout,
                        SourceCheck.STRICT,
                        RtcpMode.RELAY,
                        List.of(),
                        Duration.ZERO),
                event -> {}));
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.65.0.3"), 0);
        try (FilmViewers.Viewer listening = viewers.tcpListening(address)) {
            ViewerSpec spec = new ViewerSpec(
                    "upper",
                    "city",
                    MediaTransport.TCP_ACTIVE,
                    TcpFraming.RFC4571,
                    listening.address(),
                    Optional.empty(),
                    1,
                    SourceCheck.STRICT,
                    List.of());
            SoakStream.await(stream.openViewer(spec).compose(ViewerLeg::close));
            return List.of(MediaTransport.UDP, MediaTransport.TCP_ACTIVE, MediaTransport.TCP_PASSIVE);
        } catch (AssertionError e) {
            if (e.getCause() != null && e.getCause().getCause() instanceof NotSupported) {
                return List.of(MediaTransport.UDP);
            }
            throw e;
        } finally {
            SoakStream.await(stream.close());
        }
    }
}
