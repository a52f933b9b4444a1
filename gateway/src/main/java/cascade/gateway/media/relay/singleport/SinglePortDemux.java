package cascade.gateway.media.relay.singleport;

import cascade.address.IpText;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaException.Indistinguishable;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaTotals;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.media.relay.count.OwnerTally;
import cascade.gateway.media.relay.leg.UdpLoop;
import cascade.gateway.media.relay.loop.LoopTask;
import cascade.gateway.media.relay.port.LegSockets.Datagrams;
import cascade.gateway.media.relay.port.PortPair;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtpHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Demultiplexer of the one RTP/RTCP port pair that all legs of a network share in single-port mode. One loop owns it,
 * and with it every stream that has a leg there. Opened on the control context; from {@link #readBy} on loop thread.
 *
 * <pre>
 *   RTP     a route (address and SSRC, once confirmed) ------------------------------------------------&gt; its leg
 *           else, of the legs that expect the sender's host:
 *             the one whose announced SSRC it is, or the only one at this address and port,
 *             or the only one that has had packets of this SSRC from elsewhere: its port may have changed,
 *             or the only one that still waits: among others at this very address, one without a known SSRC
 *           else the only one that may learn other hosts and whose announced SSRC it is
 *           the leg found this way judges; what it takes has a route from now on
 *   RTCP    of the legs whose peer is the sender's host:
 *             those whose SSRC it names, else the only one whose RTCP comes from this address, else the only one
 *   none, or more than one                                                            dropped and counted, not guessed
 * </pre>
 *
 * <p>A burst brings packets of several streams: they are gathered, and then each leg has its own at once, in their
 * order. What ended leaves no route behind but one to nobody ({@link QuarantinedRoutes}), so late packets meet nobody.
 */
public final class SinglePortDemux implements LoopTask {

    private static final SinglePortSource[] NONE = {};
    private static final List<SinglePortLeg> NOBODY = List.of();
    private static final int FIRST_ROOM = 256;

    private final String network;
    private final PortPair<MediaSocket> sockets;
    private final RouteTable routes = new RouteTable();
    /** By the peer's host; a source that has learned another one under both. */
    private final Map<InetAddress, List<SinglePortLeg>> byHost = new HashMap<>();
    /** Sources that have an answer. */
    private final List<SinglePortSource> sources = new ArrayList<>();

    private final QuarantinedRoutes resting;
    private LongSupplier clock = () -> 0;
    /** What is nobody's. */
    final LegCounters counters = new LegCounters();

    private Consumer<Exception> faults = e -> {};
    private IntConsumer networkDrops = packets -> {};

    /** Packets of this burst: where they are, who sent them, and the next one of the same leg. */
    private int[] offsets = new int[FIRST_ROOM];

    private int[] lengths = new int[FIRST_ROOM];
    private int[] nexts = new int[FIRST_ROOM];
    private @Nullable InetSocketAddress[] senders = new @Nullable InetSocketAddress[FIRST_ROOM];
    private int gathered;
    private long burst;
    private @Nullable SinglePortSource[] touched = NONE;
    private int touchedCount;
    private @Nullable ByteBuffer memory;
    private long gatheredNanos;

    private SinglePortDemux(String network, PortPair<MediaSocket> sockets, Duration quarantine) {
        this.network = network;
        this.sockets = sockets;
        this.resting = new QuarantinedRoutes(quarantine);
    }

    /** Binds the first pair of the network's ports. */
    public static SinglePortDemux open(IoBackend backend, MediaNetwork network, int bufferBytes, Duration quarantine)
            throws IOException {
        int port = network.ports().getFirst().first();
        MediaSocket rtp = backend.bindShared(network.bind(), port, bufferBytes);
        try {
            MediaSocket rtcp = backend.bindShared(network.bind(), port + 1, bufferBytes);
            return new SinglePortDemux(network.name(), new PortPair<>(port, rtp, rtcp), quarantine);
        } catch (IOException e) {
            rtp.close();
            throw e;
        }
    }

    long nanoTime() {
        return clock.getAsLong();
    }

    PortPair<MediaSocket> sockets() {
        return sockets;
    }

    public int rtpPort() {
        return sockets.rtpPort();
    }

    public Datagrams leg(StreamSpec spec) {
        return new SinglePortSource(this, spec).sockets();
    }

    public Datagrams leg(ViewerSpec spec) {
        return new SinglePortViewer(this, spec).sockets();
    }

    /** The loop owns it from now on. */
    public void readBy(UdpLoop loop) throws IOException {
        faults = loop::onFault;
        clock = loop::nanoTime;
        networkDrops = packets -> loop.countKernelDrops(network, packets);
        loop.read(sockets.rtp(), new Rtp());
        loop.read(sockets.rtcp(), new Rtcp());
    }

    /** Refuses a source that could not be told from another one of its host. */
    void requireDistinct(SinglePortSource leg, InetAddress host, int ssrc) {
        for (SinglePortLeg other : byHost.getOrDefault(host, NOBODY)) {
            if (other != leg && other instanceof SinglePortSource source && source.isAnnounced(ssrc)) {
                throw new Indistinguishable("two sources at " + IpText.of(host) + " with SSRC "
                        + Integer.toUnsignedString(ssrc) + " on port " + rtpPort());
            }
        }
    }

    void add(SinglePortSource leg) {
        InetSocketAddress expected = leg.expected();
        if (expected != null) {
            if (!sources.contains(leg)) {
                sources.add(leg);
            }
            file(leg, expected.getAddress());
            touched = Arrays.copyOf(touched, sources.size());
        }
    }

    /** It is going to expect another address. */
    void withdraw(SinglePortSource leg) {
        InetSocketAddress expected = leg.expected();
        if (expected != null) {
            unfile(leg, expected.getAddress());
        }
    }

    /** It has moved: what comes by this route is late, and its host is none of the leg's unless that says so. */
    void dropRoute(SinglePortSource leg, InetSocketAddress from, int ssrc) {
        routes.remove(from, ssrc, leg);
        resting.add(leg, from, ssrc, nanoTime());
        unfile(leg, from.getAddress());
    }

    void remove(SinglePortSource leg, long nowNanos) {
        if (sources.remove(leg)) {
            resting.addAll(leg, nowNanos);
            leg.forEachRoute((from, ssrc) -> {
                routes.remove(from, ssrc, leg);
                unfile(leg, from.getAddress());
            });
            InetSocketAddress expected = leg.expected();
            if (expected != null) {
                unfile(leg, expected.getAddress());
            }
        }
    }

    /** Refuses a viewer that could not be told from another one of its host. */
    void requireDistinct(SinglePortViewer leg, ViewerSpec spec) {
        for (SinglePortLeg other : byHost.getOrDefault(spec.remote().getAddress(), NOBODY)) {
            if (other != leg && other instanceof SinglePortViewer viewer && viewer.isTwinOf(spec)) {
                throw new Indistinguishable("a second " + viewer + " on port " + rtpPort());
            }
        }
    }

    void add(SinglePortViewer leg) {
        file(leg, leg.host());
    }

    void remove(SinglePortViewer leg) {
        unfile(leg, leg.host());
    }

    /** Packets from that host may be the leg's. */
    void file(SinglePortLeg leg, InetAddress host) {
        List<SinglePortLeg> there = byHost.computeIfAbsent(host, ignored -> new ArrayList<>());
        if (!there.contains(leg)) {
            there.add(leg);
        }
    }

    private void unfile(SinglePortLeg leg, InetAddress host) {
        byHost.computeIfPresent(host, (ignored, there) -> there.remove(leg) && there.isEmpty() ? null : there);
    }

    private final class Rtp implements DatagramHandler {
        @Override
        public void onDatagram(ByteBuffer where, int offset, int length, InetSocketAddress from, long nowNanos) {
            if (RtcpPackets.looksLikeRtcp(where, offset, length)) {
                onRtcp(where, offset, length, from, nowNanos);
                return;
            }
            if (length < RtpHeader.FIXED_BYTES || RtpHeader.version(where, offset) != RtpHeader.VERSION) {
                counters.drop(length < RtpHeader.FIXED_BYTES ? DropReason.TOO_SHORT : DropReason.NOT_RTP);
                return;
            }
            if (RtpHeader.headerBytes(where, offset, length) < 0) {
                counters.drop(DropReason.TOO_SHORT);
                return;
            }
            @Nullable
            SinglePortSource leg =
                    sourceOf(from, RtpHeader.ssrc(where, offset), RtpHeader.payloadType(where, offset), nowNanos);
            if (leg != null) {
                gather(leg, where, offset, length, from, nowNanos);
            }
        }

        @Override
        public void onBurstEnd() {
            handOver();
        }

        @Override
        public void onKernelDrops(int packets) {
            countKernelDrops(packets);
        }
    }

    private final class Rtcp implements DatagramHandler {
        @Override
        public void onDatagram(ByteBuffer where, int offset, int length, InetSocketAddress from, long nowNanos) {
            onRtcp(where, offset, length, from, nowNanos);
        }

        @Override
        public void onKernelDrops(int packets) {
            countKernelDrops(packets);
        }
    }

    private @Nullable SinglePortSource sourceOf(InetSocketAddress from, int ssrc, int payloadType, long nowNanos) {
        @Nullable SinglePortSource known = routes.get(from, ssrc);
        if (known != null) {
            return known;
        }
        List<SinglePortLeg> here = byHost.getOrDefault(from.getAddress(), NOBODY);
        @Nullable SinglePortSource found = ofHost(here, from, ssrc);
        if (found == null) {
            found = learnerOf(from.getAddress(), ssrc);
        }
        boolean named = ssrc != 0 && found != null && found.isAnnounced(ssrc);
        if (found == null || (!named && resting.isLate(from, ssrc, nowNanos))) {
            counters.drop(here.isEmpty() ? DropReason.FOREIGN_ADDRESS : DropReason.FOREIGN_SSRC);
            return null;
        }
        if (found.admit(from, ssrc, payloadType)) {
            routes.put(from, ssrc, found);
            file(found, from.getAddress());
        }
        return found;
    }

    /** Of the sources that have to do with the sender's host, null when none is sure. */
    private static @Nullable SinglePortSource ofHost(List<SinglePortLeg> here, InetSocketAddress from, int ssrc) {
        @Nullable SinglePortSource only = null;
        @Nullable SinglePortSource lastAtAddress = null;
        @Nullable SinglePortSource lastWaiting = null;
        @Nullable SinglePortSource lastCurrent = null;
        int count = 0;
        int atAddress = 0;
        int waiting = 0;
        int current = 0;
        for (int i = 0; i < here.size(); i++) {
            if (here.get(i) instanceof SinglePortSource source) {
                if (ssrc != 0 && source.isAnnounced(ssrc)) {
                    return source;
                }
                only = source;
                count++;
                if (source.isAt(from)) {
                    lastAtAddress = source;
                    atAddress++;
                }
                if (source.isCurrent(ssrc)) {
                    lastCurrent = source;
                    current++;
                }
                if (source.confirmed() == null) {
                    lastWaiting = source;
                    waiting++;
                }
            }
        }
        if (atAddress == 1) {
            return lastAtAddress;
        }
        if (atAddress == 0 && current == 1) {
            return lastCurrent;
        }
        if (waiting == 1 && lastWaiting != null && (atAddress == 0 || lastWaiting.waitsNamelessAt(from))) {
            return lastWaiting;
        }
        return count == 1 ? only : null;
    }

    /** Behind NAT the media of a peer may come from another host than its SDP says. */
    private @Nullable SinglePortSource learnerOf(InetAddress host, int ssrc) {
        @Nullable SinglePortSource found = null;
        for (int i = 0; ssrc != 0 && i < sources.size(); i++) {
            SinglePortSource source = sources.get(i);
            if (source.isAnnounced(ssrc) && source.mayLearnFrom(host)) {
                if (found != null) {
                    return null;
                }
                found = source;
            }
        }
        return found;
    }

    @SuppressWarnings("ReferenceEquality") // equal content is another place
    private void gather(
            SinglePortSource leg, ByteBuffer where, int offset, int length, InetSocketAddress from, long nowNanos) {
        if (where != memory) {
            handOver();
            memory = where;
        }
        if (gathered == offsets.length) {
            grow();
        }
        int packet = gathered++;
        gatheredNanos = nowNanos;
        offsets[packet] = offset;
        lengths[packet] = length;
        senders[packet] = from;
        nexts[packet] = -1;
        if (leg.burst == burst) {
            nexts[leg.lastGathered] = packet;
        } else {
            leg.burst = burst;
            touched[touchedCount++] = leg;
            leg.firstGathered = packet;
        }
        leg.lastGathered = packet;
    }

    private void grow() {
        int room = 2 * offsets.length;
        offsets = Arrays.copyOf(offsets, room);
        lengths = Arrays.copyOf(lengths, room);
        nexts = Arrays.copyOf(nexts, room);
        senders = Arrays.copyOf(senders, room);
    }

    private void handOver() {
        @Nullable ByteBuffer where = memory;
        try {
            for (int i = 0; where != null && i < touchedCount; i++) {
                @Nullable SinglePortSource leg = touched[i];
                touched[i] = null;
                if (leg != null) {
                    handOver(leg, where);
                }
            }
        } finally {
            endBurst();
        }
    }

    /** What was gathered is sent, or lost. */
    @Override
    public void endBurst() {
        gathered = 0;
        touchedCount = 0;
        burst++;
    }

    /** One leg's error is not the next one's. */
    private void handOver(SinglePortSource leg, ByteBuffer where) {
        @Nullable DatagramHandler handler = leg.rtp();
        if (handler == null) {
            return;
        }
        try {
            deliver(leg, handler, where);
        } catch (RuntimeException e) {
            faults.accept(e);
        }
    }

    private void deliver(SinglePortSource leg, DatagramHandler handler, ByteBuffer where) {
        try {
            for (int packet = leg.firstGathered; packet >= 0; packet = nexts[packet]) {
                @Nullable InetSocketAddress from = senders[packet];
                if (from != null) {
                    handler.onDatagram(where, offsets[packet], lengths[packet], from, gatheredNanos);
                }
            }
        } finally {
            handler.onBurstEnd();
        }
    }

    private void onRtcp(ByteBuffer where, int offset, int length, InetSocketAddress from, long nowNanos) {
        if (!RtcpPackets.isSound(where, offset, length)) {
            counters.drop(DropReason.BROKEN_RTCP);
            return;
        }
        List<SinglePortLeg> here = byHost.getOrDefault(from.getAddress(), NOBODY);
        if (here.isEmpty()) {
            counters.drop(DropReason.FOREIGN_ADDRESS);
        } else if (!deliverByName(here, where, offset, length, from, nowNanos)) {
            @Nullable SinglePortLeg leg = byRtcpAddress(here, from);
            if (leg != null) {
                leg.deliverRtcp(where, offset, length, from, nowNanos);
            } else {
                counters.drop(DropReason.FOREIGN_SSRC);
            }
        }
    }

    /** One datagram may report about several viewers. Of two with one SSRC it is the one whose RTCP comes from there. */
    private static boolean deliverByName(
            List<SinglePortLeg> here, ByteBuffer where, int offset, int length, InetSocketAddress from, long nowNanos) {
        int named = 0;
        boolean delivered = false;
        @Nullable SinglePortLeg elsewhere = null;
        for (int i = 0; i < here.size(); i++) {
            SinglePortLeg leg = here.get(i);
            if (leg.isNamedBy(where, offset, length)) {
                named++;
                if (leg.isRtcpFrom(from)) {
                    leg.deliverRtcp(where, offset, length, from, nowNanos);
                    delivered = true;
                } else {
                    elsewhere = leg;
                }
            }
        }
        if (!delivered && named == 1 && elsewhere != null) {
            elsewhere.deliverRtcp(where, offset, length, from, nowNanos);
            delivered = true;
        }
        return delivered;
    }

    private static @Nullable SinglePortLeg byRtcpAddress(List<SinglePortLeg> here, InetSocketAddress from) {
        @Nullable SinglePortLeg found = null;
        for (int i = 0; i < here.size(); i++) {
            if (here.get(i).isRtcpFrom(from)) {
                if (found != null) {
                    return null;
                }
                found = here.get(i);
            }
        }
        return found == null && here.size() == 1 ? here.getFirst() : found;
    }

    private void countKernelDrops(int packets) {
        counters.dropByKernel(packets);
        networkDrops.accept(packets);
    }

    @Override
    public void check(long nowNanos) {
        // routes end with their legs, or when their packet comes too late
    }

    /** What is nobody's counts as {@link MediaTotals#UNKNOWN}'s. */
    @Override
    public void addTo(Map<String, OwnerTally> byOwner) {
        byOwner.computeIfAbsent(MediaTotals.UNKNOWN, ignored -> new OwnerTally())
                .addSource(counters, 0, 0);
    }

    @Override
    public void addTo(List<StreamStats> streams) {
        // it is none
    }

    @Override
    public void end() throws IOException {
        sockets.close();
    }

    /** No loop has it yet; once one has, that closes the sockets. */
    public void close() throws IOException {
        sockets.close();
    }
}
