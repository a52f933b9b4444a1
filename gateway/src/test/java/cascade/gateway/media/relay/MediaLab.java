package cascade.gateway.media.relay;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.TcpSettings;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.relay.plane.MediaPlanes;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.media.RtpPeer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A media plane with one loop between a district (the source's side) and a city (the viewers' side), on loopback
 * addresses of its own, and the events that it told.
 */
public final class MediaLab implements AutoCloseable {

    public static final int SOURCE_SSRC = 100_007_399;
    public static final String LOWER = "district-a";
    public static final String UPPER = "city-platform";
    public static final Duration CHECK = Duration.ofMillis(20);

    /** Time for what a test sends meanwhile. */
    public static final Duration MOVE_AFTER = Duration.ofSeconds(2);

    private static final int PAIRS = 8;
    private static final int FIRST_PORT = 20_000;
    /** Above those that the system hands out, where an address is not the test's alone. */
    private static final int SHARED_FIRST_PORT = 61_000;

    public final Vertx vertx = Vertx.vertx();
    public final Context control = vertx.getOrCreateContext();
    public final List<MediaEvent> events = new CopyOnWriteArrayList<>();
    public final MediaPlane plane;

    public MediaLab(MediaGear gear, LoopbackSubnet subnet) {
        this(gear, subnet, MediaClock.system(), Duration.ofSeconds(30));
    }

    public MediaLab(MediaGear gear, LoopbackSubnet subnet, TcpSettings tcp) {
        this(gear, subnet, MediaClock.system(), Duration.ofSeconds(30), PAIRS, tcp, false);
    }

    public MediaLab(MediaGear gear, LoopbackSubnet subnet, MediaClock clock, Duration quarantine) {
        this(gear, subnet, clock, quarantine, PAIRS);
    }

    /** With so many port pairs on each side. */
    public MediaLab(MediaGear gear, LoopbackSubnet subnet, MediaClock clock, Duration quarantine, int pairs) {
        this(gear, subnet, clock, quarantine, pairs, TcpSettings.defaults(), false);
    }

    /** With one pair of ports for all legs of a side. */
    public static MediaLab singlePort(MediaGear gear, LoopbackSubnet subnet, MediaClock clock) {
        return new MediaLab(gear, subnet, clock, Duration.ofSeconds(30), 1, TcpSettings.defaults(), true);
    }

    /** Between those two addresses, which may be one: each side has ports of its own, one pair where that is asked for. */
    public static MediaLab at(MediaGear gear, String district, String city, boolean singlePort) {
        int pairs = singlePort ? 1 : PAIRS;
        return new MediaLab(
                gear,
                MediaClock.system(),
                Duration.ofSeconds(30),
                TcpSettings.defaults(),
                network("district", district, ports(SHARED_FIRST_PORT, pairs), singlePort),
                network("city", city, ports(SHARED_FIRST_PORT + 2 * pairs, pairs), singlePort));
    }

    private MediaLab(
            MediaGear gear,
            LoopbackSubnet subnet,
            MediaClock clock,
            Duration quarantine,
            int pairs,
            TcpSettings tcp,
            boolean singlePort) {
        this(
                gear,
                clock,
                quarantine,
                tcp,
                network("district", subnet.host(1), ports(FIRST_PORT, pairs), singlePort),
                network("city", subnet.host(2), ports(FIRST_PORT, pairs), singlePort));
    }

    private MediaLab(
            MediaGear gear,
            MediaClock clock,
            Duration quarantine,
            TcpSettings tcp,
            MediaNetwork district,
            MediaNetwork city) {
        MediaSettings settings = new MediaSettings(
                1, quarantine, quarantine, MOVE_AFTER, 1 << 20, CHECK, 64, 64, Duration.ZERO, 1_472, tcp, gear);
        plane = await(MediaPlanes.start(control, settings, List.of(district, city), clock));
    }

    private static PortRange ports(int first, int pairs) {
        return new PortRange(first, first + 2 * pairs - 1);
    }

    private static MediaNetwork network(String name, String host, PortRange ports, boolean singlePort) {
        return new MediaNetwork(name, InetAddress.ofLiteral(host), host, List.of(ports), singlePort);
    }

    public static <T> T await(Future<T> future) {
        return Patience.await(future);
    }

    /** For what comes within milliseconds, unless something is wrong. */
    public static ConditionFactory soon() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    public static StreamSpec spec() {
        return spec(SourceCheck.LEARN_ONCE, RtcpMode.RELAY, Duration.ZERO);
    }

    public static StreamSpec spec(SourceCheck check, RtcpMode rtcp, Duration hold) {
        return spec(check, rtcp, hold, Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    public static StreamSpec spec(
            SourceCheck check, RtcpMode rtcp, Duration hold, Duration noMediaTimeout, Duration mediaTimeout) {
        return new StreamSpec(
                LOWER,
                "district",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                SOURCE_SSRC,
                noMediaTimeout,
                mediaTimeout,
                Duration.ofSeconds(2),
                check,
                rtcp,
                List.of(),
                hold);
    }

    public static SourceAnswer answer(InetSocketAddress rtp) {
        return SourceAnswer.video(rtp, OptionalInt.of(SOURCE_SSRC), Set.of(96));
    }

    public MediaStream open(StreamSpec spec) {
        return await(plane.openStream(spec, events::add));
    }

    /** A stream whose source has been announced. */
    public MediaStream openFor(RtpPeer camera) {
        return openFor(camera, spec());
    }

    public MediaStream openFor(RtpPeer camera, StreamSpec spec) {
        MediaStream stream = open(spec);
        await(stream.expectSource(answer(camera.rtpAddress())));
        return stream;
    }

    public static ViewerSpec viewerSpec(RtpPeer viewer, int ssrc) {
        return new ViewerSpec(
                UPPER,
                "city",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                viewer.rtpAddress(),
                Optional.empty(),
                ssrc,
                SourceCheck.LEARN_ONCE,
                List.of());
    }

    /** A viewer that packets go to. */
    public static MediaViewer view(MediaStream stream, RtpPeer viewer, int ssrc) {
        MediaViewer leg = await(stream.openViewer(viewerSpec(viewer, ssrc)));
        await(leg.start());
        return leg;
    }

    public static InetSocketAddress rtp(LegAddress leg) {
        return new InetSocketAddress(leg.host(), leg.rtpPort());
    }

    public static InetSocketAddress rtcp(LegAddress leg) {
        return new InetSocketAddress(leg.host(), leg.rtcpPort());
    }

    public <E extends MediaEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public PortUsage ports(String network) {
        return await(plane.portUsage()).stream()
                .filter(usage -> usage.network().equals(network))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        await(plane.close());
        await(vertx.close());
    }
}
