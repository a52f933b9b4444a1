package cascade.gateway.bench;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerLeg;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.io.Gear;
import cascade.gateway.media.io.epoll.EpollGear;
import cascade.gateway.media.io.nio.NioGear;
import cascade.gateway.media.relay.MediaPlanes;
import com.sun.management.ThreadMXBean;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One load through one media plane with one loop.
 *
 * @param slot the longest wait that gathers packets
 */
record Trial(String name, MediaGear gear, Duration slot) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final InetAddress CAMERAS = InetAddress.ofLiteral("127.62.0.10");
    private static final String RELAY = "127.62.0.1";
    private static final InetSocketAddress SINK = new InetSocketAddress(InetAddress.ofLiteral("127.62.0.20"), 9_000);
    private static final Duration LEVEL_OUT = Duration.ofMillis(300);

    /**
     * @param cpuMicros processor time of the media thread, a packet
     * @param lost share of what was sent that did not arrive
     * @param garbage bytes a packet that the media thread allocated
     */
    record Result(double cpuMicros, double lost, double garbage, double p50Millis, double p99Millis) {}

    Result run(Context control, Load load, Duration warmUp, Duration measured) throws Exception {
        MediaSettings settings =
                MediaSettings.defaults().withLoops(1).withGear(gear).withMaxSlot(slot);
        PortRange ports = new PortRange(20_000, 20_000 + 4 * load.streams() + 3);
        MediaNetwork network = new MediaNetwork("bench", InetAddress.ofLiteral(RELAY), RELAY, List.of(ports));
        MediaPlane plane = await(MediaPlanes.start(control, settings, List.of(network)));
        Gear sender = EpollGear.missing().isEmpty() ? new EpollGear() : new NioGear();
        try (Sink sink = new Sink(SINK);
                LoadGenerator generator = new LoadGenerator(sender, CAMERAS, load)) {
            for (int i = 0; i < load.streams(); i++) {
                LegAddress leg = open(plane, i + 1, generator.address(i), 1_000_000 + i, SINK);
                generator.target(new InetSocketAddress(InetAddress.ofLiteral(leg.host()), leg.rtpPort()));
            }
            generator.run(warmUp);
            Thread.sleep(LEVEL_OUT);
            long thread = mediaThread();
            long cpu = THREADS.getThreadCpuTime(thread);
            long garbage = THREADS.getThreadAllocatedBytes(thread);
            long sent = generator.sent();
            long received = sink.packets();
            sink.forgetLatencies();
            generator.run(measured);
            Thread.sleep(LEVEL_OUT);
            double forwarded = sink.packets() - received;
            return new Result(
                    (THREADS.getThreadCpuTime(thread) - cpu) / 1e3 / forwarded,
                    1 - forwarded / (generator.sent() - sent),
                    (THREADS.getThreadAllocatedBytes(thread) - garbage) / forwarded,
                    sink.latencyMillis(0.50),
                    sink.latencyMillis(0.99));
        } finally {
            await(plane.close());
        }
    }

    /** A stream with one viewer, whose SSRC is another; where its camera sends to. */
    static LegAddress open(
            MediaPlane plane, int ssrc, InetSocketAddress camera, int viewerSsrc, InetSocketAddress viewerAddress)
            throws Exception {
        StreamSpec spec = new StreamSpec(
                "lower",
                "bench",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                ssrc,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                SourceCheck.STRICT,
                RtcpMode.RELAY,
                List.of(),
                Duration.ZERO);
        MediaStream stream = await(plane.openStream(spec, event -> {}));
        await(stream.expectSource(SourceAnswer.video(camera, OptionalInt.of(ssrc), Set.of(96))));
        ViewerLeg viewer = await(stream.openViewer(new ViewerSpec(
                "upper",
                "bench",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                viewerAddress,
                Optional.empty(),
                viewerSsrc,
                SourceCheck.LEARN_ONCE,
                List.of())));
        await(viewer.start());
        return stream.sourceLocal();
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }

    private static long mediaThread() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals("media-0"))
                .mapToLong(ThreadInfo::getThreadId)
                .findFirst()
                .orElseThrow();
    }
}
