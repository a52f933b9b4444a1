package cascade.gateway.media.relay.plane;

import cascade.address.IpText;
import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaException.AddressNotAllowed;
import cascade.gateway.media.MediaException.Closed;
import cascade.gateway.media.MediaException.NotSupported;
import cascade.gateway.media.MediaException.SocketRefused;
import cascade.gateway.media.MediaListener;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTotals;
import cascade.gateway.media.OwnerTotals;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.SourceSnapshot;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.relay.count.OwnerTally;
import cascade.gateway.media.relay.loop.ControlInbox;
import cascade.gateway.media.relay.loop.MediaLoop;
import cascade.gateway.media.relay.loop.MediaLoop.LoopSample;
import cascade.gateway.media.relay.plane.NetworkPorts.Lease;
import cascade.gateway.media.relay.port.PortPool;
import cascade.gateway.media.relay.singleport.SinglePortDemux;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Media plane on relay loops, and owner of the ports that they relay by. Its methods may be called from any thread; its
 * fields belong to the control context, where ports are taken and given back.
 */
final class RelayPlane implements MediaPlane {

    private static final Logger LOG = LoggerFactory.getLogger(RelayPlane.class);

    private final IoBackend backend;
    private final MediaSettings settings;
    private final MediaClock clock;
    private final SecureRandom random = new SecureRandom();
    private final ControlInbox inbox;
    private final Map<String, NetworkPorts> networks = new LinkedHashMap<>();
    private final List<MediaLoop> loops;
    private final Map<Long, StreamHandle> streams = new HashMap<>();
    /** How many streams each loop has, those that are being opened included. */
    private final Map<MediaLoop, Integer> pinned = new HashMap<>();

    private long lastId;
    private @Nullable Future<Void> closing;

    private RelayPlane(
            IoBackend backend,
            MediaSettings settings,
            List<MediaNetwork> mediaNetworks,
            MediaClock clock,
            ControlInbox inbox,
            List<MediaLoop> loops,
            Map<String, SinglePortDemux> shared) {
        this.backend = backend;
        this.settings = settings;
        this.clock = clock;
        this.inbox = inbox;
        this.loops = loops;
        for (MediaNetwork network : mediaNetworks) {
            take(network, Optional.ofNullable(shared.get(network.name())));
        }
    }

    private void take(MediaNetwork network, Optional<SinglePortDemux> ports) {
        PortPool pool = new PortPool(network, settings.portQuarantine(), settings.portQuarantineMin(), clock, random);
        networks.put(network.name(), new NetworkPorts(network, pool, backend, settings.socketBufferBytes(), ports));
    }

    @Override
    public Future<Void> addNetwork(MediaNetwork network) {
        return onControl(() -> {
            if (network.singlePort()) {
                throw new NotSupported("one pair of ports for all legs of a network that is added");
            }
            probe(backend, network, settings);
            take(network, Optional.empty());
            return Future.succeededFuture();
        });
    }

    @Override
    public Future<Void> removeNetwork(String network) {
        return onControl(() -> {
            networks.remove(network);
            return Future.succeededFuture();
        });
    }

    /** Starts the loops; fails when a network's address is not this machine's. */
    static Future<MediaPlane> start(
            IoBackend backend, Context control, MediaSettings settings, List<MediaNetwork> networks, MediaClock clock) {
        ControlInbox inbox = new ControlInbox(control, settings.eventQueue());
        List<MediaLoop> loops = new ArrayList<>();
        Map<String, SinglePortDemux> shared = new HashMap<>();
        try {
            networks.forEach(network -> probe(backend, network, settings));
            for (MediaNetwork network : networks) {
                if (network.singlePort()) {
                    shared.put(network.name(), share(backend, network, settings));
                }
            }
            for (int i = 0; i < settings.loopCount(); i++) {
                loops.add(new MediaLoop(i, backend, settings, clock, inbox));
            }
        } catch (IOException | RuntimeException e) {
            loops.forEach(MediaLoop::discard);
            shared.values().forEach(RelayPlane::close);
            return Future.failedFuture(e instanceof IOException refused ? new SocketRefused("media loop", refused) : e);
        }
        loops.forEach(MediaLoop::start);
        MediaPlane plane = new RelayPlane(backend, settings, networks, clock, inbox, loops, shared);
        return shared.isEmpty()
                ? Future.succeededFuture(plane)
                : loops.getFirst()
                        .<@Nullable Void>callSurely(() -> own(loops.getFirst(), shared))
                        .map(plane)
                        .recover(e -> stop(loops).transform(stopped -> {
                            shared.values().forEach(RelayPlane::close);
                            return Future.failedFuture(e);
                        }));
    }

    private static CompositeFuture stop(List<MediaLoop> loops) {
        return Future.join(loops.stream().map(MediaLoop::stop).toList());
    }

    private static SinglePortDemux share(IoBackend backend, MediaNetwork network, MediaSettings settings) {
        try {
            return SinglePortDemux.open(backend, network, settings.socketBufferBytes(), settings.portQuarantine());
        } catch (IOException e) {
            throw new SocketRefused("the shared media ports of network " + network.name(), e);
        }
    }

    private static @Nullable Void own(MediaLoop loop, Map<String, SinglePortDemux> shared) throws IOException {
        for (SinglePortDemux ports : shared.values()) {
            ports.readBy(loop);
            loop.add(ports);
        }
        return null;
    }

    private static void close(SinglePortDemux ports) {
        try {
            ports.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("shared media ports were not closed cleanly");
        }
    }

    private static void probe(IoBackend backend, MediaNetwork network, MediaSettings settings) {
        try (MediaSocket socket = backend.bind(network.bind(), 0, settings.socketBufferBytes())) {
            int granted = socket.grantedBufferBytes();
            LOG.atLevel(granted < settings.socketBufferBytes() ? Level.WARN : Level.INFO)
                    .addKeyValue("network", network.name())
                    .addKeyValue("address", IpText.of(network.bind()))
                    .addKeyValue("askedBytes", settings.socketBufferBytes())
                    .addKeyValue("grantedBytes", granted)
                    .log("media network is ready");
        } catch (IOException e) {
            throw new SocketRefused("media network " + network.name() + ", address " + IpText.of(network.bind()), e);
        }
    }

    @Override
    public Future<MediaStream> openStream(StreamSpec spec, MediaListener listener) {
        return openStream(spec, Optional.empty(), listener);
    }

    @Override
    public Future<MediaStream> openStream(StreamSpec spec, SourceSnapshot former, MediaListener listener) {
        return openStream(spec, Optional.of(former), listener);
    }

    private Future<MediaStream> openStream(StreamSpec spec, Optional<SourceSnapshot> former, MediaListener listener) {
        return onControl(() -> {
            if (closing != null) {
                throw new Closed("the media plane");
            }
            MediaLoop loop = loopForNext();
            Lease ports = network(spec.network()).take(spec, portOf(former));
            pinned.merge(loop, 1, Integer::sum);
            return StreamHandle.open(nextId(), this, loop, ports, spec, former, listener)
                    .onFailure(e -> pinned.merge(loop, -1, Integer::sum))
                    .map(this::onStreamOpened);
        });
    }

    private static OptionalInt portOf(Optional<SourceSnapshot> former) {
        return former.map(kept -> OptionalInt.of(kept.rtpPort())).orElse(OptionalInt.empty());
    }

    private MediaStream onStreamOpened(StreamHandle stream) {
        streams.put(stream.id(), stream);
        return stream;
    }

    void onStreamClosed(StreamHandle stream) {
        streams.remove(stream.id());
        pinned.merge(stream.loop(), -1, Integer::sum);
    }

    /** The least busy one; where ports are shared, their owner, since any stream may get a viewer there. */
    private MediaLoop loopForNext() {
        if (networks.values().stream().anyMatch(network -> network.shared().isPresent())) {
            return loops.getFirst();
        }
        return loops.stream()
                .filter(loop -> !loop.hasEnded())
                .min(Comparator.comparing(loop -> pinned.getOrDefault(loop, 0)))
                .orElseThrow(() -> new Closed("every media loop"));
    }

    /**
     * A viewer's ports, where such a viewer may be served at all.
     *
     * @param former the RTP port that it had in a former process, where it had one
     */
    Lease portsFor(ViewerSpec spec, OptionalInt former) {
        requireReachable(spec);
        return network(spec.network()).take(spec, former);
    }

    /** Refuses a viewer whose media may not or cannot go there. */
    void requireReachable(ViewerSpec spec) {
        requireAllowed(spec, spec.remote().getAddress());
        spec.remoteRtcp().ifPresent(rtcp -> requireAllowed(spec, rtcp.getAddress()));
        network(spec.network()).requireReachable(spec.remote().getAddress());
    }

    /** A gateway is no reflector: media goes to single hosts, and to none outside the peer's networks. */
    private static void requireAllowed(ViewerSpec spec, InetAddress remote) {
        boolean outside = !spec.peerNetworks().isEmpty() && !AddressBlock.anyContains(spec.peerNetworks(), remote);
        if (outside || remote.isMulticastAddress() || remote.isAnyLocalAddress()) {
            throw new AddressNotAllowed(remote);
        }
    }

    private NetworkPorts network(String name) {
        NetworkPorts network = networks.get(name);
        if (network == null) {
            throw new IllegalArgumentException("network: " + name + " (expected: one of " + networks.keySet() + ")");
        }
        return network;
    }

    long nextId() {
        return ++lastId;
    }

    /** Runs {@code task} on the control context; what it throws fails the result. */
    <T> Future<T> onControl(Supplier<Future<T>> task) {
        Promise<T> promise = Promise.promise();
        inbox.add(() -> {
            try {
                task.get().onComplete(promise);
            } catch (RuntimeException e) {
                promise.fail(e);
            }
        });
        return promise.future();
    }

    @Override
    public Future<List<StreamStats>> streams() {
        return fromEachLoop(loop -> loop.callSurely(loop::streamStats))
                .map(parts -> parts.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingLong(StreamStats::id))
                        .toList());
    }

    @Override
    public Future<MediaTotals> totals() {
        return fromEachLoop(loop -> loop.callSurely(loop::sample)).map(this::addUp);
    }

    @Override
    public Future<Void> forgetOwner(String owner) {
        // behind the ends of its legs, which pass the control context as well
        return onControl(() -> fromEachLoop(loop -> loop.callSurely(() -> loop.forgetOwner(owner)))
                .mapEmpty());
    }

    private MediaTotals addUp(List<LoopSample> samples) {
        Map<String, OwnerTally> byOwner = new HashMap<>();
        for (LoopSample sample : samples) {
            sample.byOwner()
                    .forEach((owner, tally) -> byOwner.computeIfAbsent(owner, ignored -> new OwnerTally())
                            .add(tally));
        }
        Map<String, OwnerTotals> totals = new HashMap<>();
        byOwner.forEach((owner, tally) -> totals.put(owner, tally.totals()));
        Map<String, Long> kernelDrops = new HashMap<>();
        samples.forEach(sample ->
                sample.kernelDrops().forEach((network, packets) -> kernelDrops.merge(network, packets, Long::sum)));
        return new MediaTotals(
                totals,
                kernelDrops,
                loops.stream().mapToLong(MediaLoop::refused).sum(),
                inbox.refused(),
                samples.stream().mapToLong(LoopSample::faults).sum(),
                samples.stream().map(LoopSample::worstLag).toList());
    }

    @Override
    public void captureRtcp(int perSecond) {
        int ofEach = (perSecond + loops.size() - 1) / loops.size();
        loops.forEach(loop -> loop.rtcpBudget().allow(ofEach));
    }

    private <T> Future<List<T>> fromEachLoop(Function<MediaLoop, Future<T>> ask) {
        return Future.all(loops.stream().map(ask).toList()).map(all -> all.<T>list());
    }

    @Override
    public Future<List<PortUsage>> portUsage() {
        return onControl(() -> Future.succeededFuture(
                networks.values().stream().map(NetworkPorts::usage).toList()));
    }

    @Override
    public Future<Void> turn() {
        return fromEachLoop(loop -> loop.callSurely(() -> true)).mapEmpty();
    }

    @Override
    public String gear() {
        return backend.label();
    }

    @Override
    public Future<Void> close() {
        return onControl(() -> {
            if (closing == null) {
                closing = closeStreams().eventually(() -> stop(loops));
            }
            return closing;
        });
    }

    private Future<Void> closeStreams() {
        List<Future<StreamStats>> closes =
                List.copyOf(streams.values()).stream().map(StreamHandle::close).toList();
        return closes.isEmpty() ? Future.succeededFuture() : Future.join(closes).mapEmpty();
    }
}
