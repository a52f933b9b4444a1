package cascade.gateway.handover;

import static cascade.gateway.testkit.Patience.await;

import cascade.gateway.media.Inheritance;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.media.relay.TcpSpecs;
import cascade.gateway.media.relay.plane.MediaPlanes;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Process of the gateway, as far as media goes: one stream from a district to a city, each with one pair of ports. {@link #main} is
 * one that a test can kill; in the test's own process another one takes over from it.
 */
final class MediaProcess implements AutoCloseable {

    static final int PORT = 20_000;
    static final int VIEWER_SSRC = 7_777;
    static final Duration SILENCE = Duration.ofSeconds(1);

    private final Vertx vertx = Vertx.vertx();
    private final ServiceManager service;
    private final MediaPlane plane;

    /** @param hosts addresses of the two networks */
    MediaProcess(Map<String, String> environment, MediaGear gear, String... hosts) {
        service = ServiceManager.of(environment, new ServiceManager.Settings(true, Duration.ofSeconds(20)));
        plane = await(MediaPlanes.start(
                vertx.getOrCreateContext(),
                MediaSettings.defaults().withLoops(1).withGear(gear),
                List.of(network("district", hosts[0]), network("city", hosts[1])),
                MediaClock.system(),
                new Inheritance(service.store(), SILENCE, 4)));
    }

    private static MediaNetwork network(String name, String host) {
        return new MediaNetwork(name, InetAddress.ofLiteral(host), host, List.of(new PortRange(PORT, PORT + 1)), false);
    }

    static StreamSpec spec(MediaTransport transport) {
        return TcpSpecs.source(transport);
    }

    static ViewerSpec viewer(MediaTransport transport, InetSocketAddress remote) {
        return TcpSpecs.viewer(transport, remote, VIEWER_SSRC);
    }

    MediaStream open(MediaTransport down, InetSocketAddress source, MediaTransport up, InetSocketAddress viewer) {
        MediaStream stream = await(plane.openStream(spec(down), event -> {}));
        await(stream.expectSource(MediaLab.answer(source)));
        await(await(stream.openViewer(viewer(up, viewer))).start());
        return stream;
    }

    /** All that the former process had is there again. */
    void restored() {
        service.store().closeRest();
    }

    ServiceManager service() {
        return service;
    }

    @Override
    public void close() {
        await(plane.close());
        service.close();
        await(vertx.close());
    }

    /** The command line that runs {@link #main}. */
    static List<String> command(
            String district,
            String city,
            MediaTransport down,
            InetSocketAddress source,
            MediaTransport up,
            InetSocketAddress viewer) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                // too short a life to earn the optimising JIT back
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MediaProcess.class.getName(),
                district,
                city,
                down.name(),
                source.getHostString(),
                String.valueOf(source.getPort()),
                up.name(),
                viewer.getHostString(),
                String.valueOf(viewer.getPort()));
    }

    /** District, city, the source's transport, host and port, the viewer's. */
    public static void main(String[] args) {
        // a test that is killed takes it along, lest it keeps an address that others are given
        ProcessHandle.current()
                .parent()
                .ifPresent(parent ->
                        parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
        MediaProcess process = new MediaProcess(System.getenv(), MediaGear.EPOLL, args[0], args[1]);
        process.open(
                MediaTransport.valueOf(args[2]),
                new InetSocketAddress(args[3], Integer.parseInt(args[4])),
                MediaTransport.valueOf(args[5]),
                new InetSocketAddress(args[6], Integer.parseInt(args[7])));
        process.restored();
        process.service().ready();
    }
}
