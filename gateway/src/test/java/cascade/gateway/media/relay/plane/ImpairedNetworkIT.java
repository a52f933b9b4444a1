package cascade.gateway.media.relay.plane;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cascade.gateway.media.Inheritance;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.epoll.EpollBackend;
import cascade.gateway.media.io.nio.NioBackend;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.media.relay.OnEachGear;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.NetworkNamespace;
import cascade.gateway.testkit.Trials;
import cascade.gateway.testkit.media.Arrivals;
import cascade.gateway.testkit.media.RtpPeer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A network between camera and gateway that loses, repeats, overtakes and delays packets: the gateway loses none of those
 * that reach it, passes them on in the order in which they came, and its statistics say what was inflicted.
 *
 * <p>Who impairs is netem between two network namespaces where the kernel has it, else the camera itself, which sends at
 * the times and in the order in which such a network would deliver.
 */
@OnEachGear
@Tag("processes")
class ImpairedNetworkIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int PACKETS = 1_500;
    private static final Duration SPACING = Duration.ofMillis(2);
    private static final int CLOCK_HZ = 90_000;
    private static final int VIEWER_SSRC = 42;
    private static final String NETEM = "limit 10000 delay 15ms 4ms loss 3% duplicate 1%";
    private static final long ONE_PERCENT = PACKETS / 100;

    private final long seed = Trials.seed();
    private final IoBackend gear;
    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    ImpairedNetworkIT(MediaGear gear) {
        this.gear = gear == MediaGear.EPOLL ? new EpollBackend(Inheritance.NONE) : new NioBackend();
    }

    /** Last opened, first closed; each, whatever the others do. */
    @AfterEach
    void close() throws Exception {
        Collections.reverse(toClose);
        List<Exception> wrong = new ArrayList<>();
        for (AutoCloseable each : toClose) {
            try {
                each.close();
            } catch (Exception e) {
                wrong.add(e);
            }
        }
        await(vertx.close());
        assertThat(wrong).isEmpty();
    }

    private <C extends AutoCloseable> C closing(C each) {
        toClose.add(each);
        return each;
    }

    @Test
    void countsWhatALossyPathDidToTheStream() throws Exception {
        Network open = new Network(Network.HERE, SUBNET.host(10), Network.HERE, SUBNET.host(1), SUBNET.host(2));
        List<Sending> sendings = impaired(new Random(seed));

        Counts counts = run(open, gear, sendings);

        assertThat(counts.relayed).as("seed %d: all that were sent", seed).isEqualTo(sendings.size());
    }

    @Test
    void countsWhatALossyPathBetweenNamespacesDidToTheStream() throws Exception {
        Optional<String> missing = NetworkNamespace.missing();
        missing.ifPresent(why -> System.out.println("SKIPPED: no network namespaces here: " + why));
        assumeTrue(missing.isEmpty(), "network namespaces");
        NetworkNamespace district = closing(NetworkNamespace.create());
        NetworkNamespace gateway = closing(NetworkNamespace.create());
        NetworkNamespace.connect(district, "camera0", "10.77.0.10/24", gateway, "media0", "10.77.0.1/24");
        boolean netem = district.netem("camera0", NETEM);
        if (!netem) {
            System.out.println("this kernel has no netem: the camera impairs its stream itself, seed " + seed);
        }
        Network cabled = new Network(district::call, "10.77.0.10", gateway::call, "10.77.0.1", "127.0.0.1");

        long receivedBefore = udp(gateway, "InDatagrams");
        Counts counts =
                run(cabled, new BackendInNamespace(gear, gateway), netem ? undisturbed() : impaired(new Random(seed)));

        assertThat(udp(gateway, "RcvbufErrors")).isZero();
        assertThat(udp(gateway, "InDatagrams") - receivedBefore)
                .as("by the kernel's count, what reached the gateway and what reached the viewer")
                .isEqualTo(counts.relayed + counts.seen);
    }

    /** A counter of that network's UDP, RFC 4113. */
    private static long udp(NetworkNamespace network, String counter) throws IOException {
        List<String> lines = network.call(() -> Files.readAllLines(Path.of("/proc/thread-self/net/snmp"))).stream()
                .filter(line -> line.startsWith("Udp:"))
                .toList();
        int column = Arrays.asList(lines.getFirst().split(" ")).indexOf(counter);
        return Long.parseLong(lines.get(1).split(" ")[column]);
    }

    /** Where the camera is, and where the gateway is with its viewer. */
    private record Network(Place district, String cameraHost, Place gateway, String districtHost, String cityHost) {

        interface Place {
            <T> T call(Callable<T> work) throws IOException;
        }

        static final Place HERE = new Place() {
            @Override
            public <T> T call(Callable<T> work) throws IOException {
                try {
                    return work.call();
                } catch (IOException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private record Sending(int index, long atNanos) {}

    private record Counts(long relayed, long seen) {}

    private static List<Sending> undisturbed() {
        List<Sending> all = new ArrayList<>();
        for (int i = 0; i < PACKETS; i++) {
            all.add(new Sending(i, i * SPACING.toNanos()));
        }
        return all;
    }

    /** Three in a hundred are lost, one comes twice, five are late by some packets, all by up to a packet's distance. */
    private static List<Sending> impaired(Random random) {
        List<Sending> all = new ArrayList<>();
        for (Sending sending : undisturbed()) {
            int lot = random.nextInt(100);
            if (lot < 3) {
                continue;
            }
            long late = random.nextLong(SPACING.toNanos());
            if (lot < 8) {
                late += random.nextLong(2 * SPACING.toNanos(), 15 * SPACING.toNanos());
            }
            all.add(new Sending(sending.index, sending.atNanos + late));
            if (lot == 8) {
                all.add(new Sending(sending.index, sending.atNanos + late + random.nextLong(5 * SPACING.toNanos())));
            }
        }
        all.sort(Comparator.comparingLong(Sending::atNanos));
        return all;
    }

    private Counts run(Network network, IoBackend gearThere, List<Sending> sendings) throws Exception {
        MediaPlane plane = start(network, gearThere);
        DatagramChannel camera = closing(network.district.call(() -> bound(network.cameraHost)));
        DatagramChannel viewer = closing(network.gateway.call(() -> bound(network.cityHost)));
        MediaStream stream =
                await(plane.openStream(spec(SourceCheck.STRICT, RtcpMode.RELAY, Duration.ZERO), event -> {}));
        await(stream.expectSource(SourceAnswer.video(address(camera), OptionalInt.of(SOURCE_SSRC), Set.of(96))));
        MediaViewer leg = await(stream.openViewer(viewerSpec(address(viewer))));
        await(leg.start());
        Arrivals seen = new Arrivals(CLOCK_HZ);
        Thread.ofPlatform().daemon().start(() -> receive(viewer, seen));
        List<Double> relaysJitter = new ArrayList<>();
        List<Double> seenJitter = new ArrayList<>();

        long start = System.nanoTime();
        for (int i = 0; i < sendings.size(); i++) {
            send(camera, stream.sourceLocal(), sendings.get(i), start);
            if (i % 50 == 49) {
                relaysJitter.add(source(stream).jitter().toNanos() / 1e6);
                seenJitter.add(seen.jitterMillis());
            }
        }
        awaitTheLast(stream, seen);

        SourceStats source = source(stream);
        ViewerStats sent = await(leg.close());
        System.out.printf(
                "impaired, %s: sent %d, relayed %d, seen %d; lost %d = %d, reordered %d = %d, twice %d = %d,"
                        + " jitter %.2f = %.2f ms%n",
                gear.label(),
                sendings.size(),
                source.packets(),
                seen.received(),
                source.lost(),
                seen.lost(),
                source.reordered(),
                seen.reordered(),
                source.duplicates(),
                seen.duplicates(),
                median(relaysJitter),
                median(seenJitter));
        assertThat(source.dropped()).isEmpty();
        assertThat(sent.packets()).as("seed %d: passed on", seed).isEqualTo(source.packets());
        assertThat(seen.received()).as("seed %d: seen", seed).isEqualTo(source.packets());
        assertThat(source.lost()).isCloseTo(seen.lost(), within(ONE_PERCENT));
        assertThat(source.reordered()).isCloseTo(seen.reordered(), within(ONE_PERCENT));
        assertThat(source.duplicates()).isCloseTo(seen.duplicates(), within(ONE_PERCENT));
        assertThat(source.lost()).as("something was inflicted").isBetween(ONE_PERCENT, 6 * ONE_PERCENT);
        assertThat(source.duplicates()).isPositive();
        assertThat(source.reordered()).isPositive();
        assertThat(median(relaysJitter)).isCloseTo(median(seenJitter), within(0.5 + 0.2 * median(seenJitter)));
        return new Counts(source.packets(), seen.received());
    }

    private MediaPlane start(Network network, IoBackend gearThere) {
        MediaSettings settings = MediaSettings.defaults().withLoops(1).withMaxSlot(Duration.ZERO);
        PortRange ports = new PortRange(20_000, 20_003);
        MediaPlane plane = await(RelayPlane.start(
                gearThere,
                vertx.getOrCreateContext(),
                settings,
                List.of(
                        new MediaNetwork(
                                "district",
                                InetAddress.ofLiteral(network.districtHost),
                                network.districtHost,
                                List.of(ports)),
                        new MediaNetwork(
                                "city", InetAddress.ofLiteral(network.cityHost), network.cityHost, List.of(ports))),
                MediaClock.system()));
        closing(() -> await(plane.close()));
        return plane;
    }

    private static DatagramChannel bound(String host) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
        return channel.bind(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
    }

    private static InetSocketAddress address(DatagramChannel channel) throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    private static ViewerSpec viewerSpec(InetSocketAddress remote) {
        return new ViewerSpec(
                MediaLab.UPPER,
                "city",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                remote,
                Optional.empty(),
                VIEWER_SSRC,
                SourceCheck.STRICT,
                List.of());
    }

    /** The timestamp says when the camera took the picture, not when the network let the packet go. */
    private static void send(DatagramChannel camera, LegAddress to, Sending sending, long start) throws IOException {
        for (long wait = 1; wait > 0; wait = start + sending.atNanos - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        int timestamp = (int) (sending.index * SPACING.toNanos() * (CLOCK_HZ / 1_000) / 1_000_000);
        byte[] packet = RtpPeer.packet(65_000 + sending.index, timestamp, SOURCE_SSRC, new byte[700]);
        camera.send(ByteBuffer.wrap(packet), MediaLab.rtp(to));
    }

    private static void receive(DatagramChannel viewer, Arrivals seen) {
        ByteBuffer packet = ByteBuffer.allocateDirect(2_000);
        try {
            while (viewer.receive(packet.clear()) != null) {
                seen.take(packet.flip(), System.nanoTime());
            }
        } catch (ClosedChannelException e) {
            // the trial is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path may still have some for a moment: until nothing more has come for a while. */
    private static void awaitTheLast(MediaStream stream, Arrivals seen) {
        long[] before = {-1};
        await().pollInterval(200, TimeUnit.MILLISECONDS).until(() -> {
            long now = source(stream).packets();
            boolean quiet = now == before[0] && now == seen.received();
            before[0] = now;
            return quiet;
        });
    }

    private static SourceStats source(MediaStream stream) {
        return await(stream.snapshot()).source();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
