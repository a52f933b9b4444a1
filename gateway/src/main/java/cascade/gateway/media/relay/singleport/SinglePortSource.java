package cascade.gateway.media.relay.singleport;

import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.relay.leg.RtcpSourcePolicy;
import cascade.gateway.media.relay.leg.SourcePolicy;
import cascade.gateway.media.rtp.RtcpPackets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Source leg on a shared port pair: told by its address and by its SSRC. Loop thread. */
final class SinglePortSource extends SinglePortLeg {

    /** SSRCs of one sender that have a route; of more, each packet is looked at anew. */
    private static final int MAX_ROUTES = 4;

    private final StreamSpec spec;
    /** Judges as the leg itself does, but before it. */
    private final SourcePolicy policy;

    private @Nullable InetSocketAddress expected;
    private @Nullable InetSocketAddress expectedRtcp;
    private int announcedSsrc;

    private @Nullable InetSocketAddress confirmed;
    private final @Nullable InetSocketAddress[] routedFrom = new @Nullable InetSocketAddress[MAX_ROUTES];
    private final int[] routedSsrcs = new int[MAX_ROUTES];
    private int routes;
    private int lastSsrc;

    /** The burst that is being gathered, and its packets of it: for {@link SinglePortDemux}. */
    long burst = -1;

    int firstGathered;

    int lastGathered;

    /** When it ended or a route of its was dropped, and when its last late packet came: for {@link QuarantinedRoutes}. */
    long endedNanos;

    long lateNanos;

    SinglePortSource(SinglePortDemux ports, StreamSpec spec) {
        super(ports);
        this.spec = spec;
        this.policy = new SourcePolicy(spec.sourceCheck(), spec.peerNetworks());
    }

    @Override
    void open() {
        // nothing is accepted before the answer
    }

    /** Who is going to send; a later answer takes the place of the former. */
    @Override
    public void expect(SourceAnswer answer) {
        int ssrc = answer.ssrc().orElse(spec.ssrc());
        ports.requireDistinct(this, answer.rtp().getAddress(), ssrc);
        expectedRtcp = answer.rtcp().orElseGet(() -> RtcpSourcePolicy.besides(answer.rtp()));
        if (!policy.expect(answer.rtp(), ssrc, answer.payloadTypes())) {
            return;
        }
        dropRoutesBut(answer.rtp());
        ports.withdraw(this);
        expected = answer.rtp();
        announcedSsrc = ssrc;
        if (routes == 0) {
            lastSsrc = ssrc;
        }
        confirmed = null;
        ports.add(this);
    }

    @Override
    public void requireDistinct(SourceAnswer answer) {
        ports.requireDistinct(this, answer.rtp().getAddress(), answer.ssrc().orElse(spec.ssrc()));
    }

    /** The leg takes its packets from there; what comes from elsewhere is late. */
    @Override
    public void onConfirmed(InetSocketAddress from) {
        if (!from.equals(confirmed)) {
            confirmed = from;
            policy.confirm(from);
        }
        dropRoutesBut(from);
    }

    /** What still comes by the others is late, and nobody else's. */
    private void dropRoutesBut(InetSocketAddress kept) {
        int count = 0;
        for (int i = 0; i < routes; i++) {
            @Nullable InetSocketAddress from = routedFrom[i];
            if (from != null && from.equals(kept)) {
                routedFrom[count] = from;
                routedSsrcs[count] = routedSsrcs[i];
                count++;
            } else if (from != null) {
                ports.dropRoute(this, from, routedSsrcs[i]);
            }
        }
        routes = count;
        ports.file(this, kept.getAddress());
        if (expected != null) {
            ports.file(this, expected.getAddress());
        }
    }

    @Override
    void close() {
        ports.remove(this, ports.nanoTime());
        routes = 0;
    }

    @Nullable
    InetSocketAddress expected() {
        return expected;
    }

    @Nullable
    InetSocketAddress confirmed() {
        return confirmed;
    }

    boolean isAnnounced(int ssrc) {
        return announcedSsrc == ssrc;
    }

    /** True when packets of that SSRC come to it, though it may not have been announced. */
    boolean isCurrent(int ssrc) {
        return confirmed != null && lastSsrc == ssrc;
    }

    /** True when its packets come from there, or are to. */
    boolean isAt(InetSocketAddress from) {
        return from.equals(confirmed == null ? expected : confirmed);
    }

    /** True when any SSRC from there may be its first. */
    boolean waitsNamelessAt(InetSocketAddress from) {
        return announcedSsrc == 0 && confirmed == null && from.equals(expected);
    }

    /** True when it may learn an address of another host than the expected one, by its SSRC. */
    boolean mayLearnFrom(InetAddress host) {
        return confirmed == null
                && (spec.sourceCheck() == SourceCheck.OFF
                        || (spec.sourceCheck() == SourceCheck.LEARN_ONCE
                                && AddressBlock.anyContains(spec.peerNetworks(), host)));
    }

    /** Judges a packet without a route as the leg is going to; true when the next one is to have a route. */
    boolean admit(InetSocketAddress from, int ssrc, int payloadType) {
        if (policy.judge(from, ssrc, payloadType) != null) {
            return false;
        }
        confirmed = from;
        lastSsrc = ssrc;
        if (routes == MAX_ROUTES) {
            return false;
        }
        routedFrom[routes] = from;
        routedSsrcs[routes] = ssrc;
        routes++;
        return true;
    }

    @FunctionalInterface
    interface RouteVisitor {
        void onRoute(InetSocketAddress from, int ssrc);
    }

    /** What {@link #admit} asked for. */
    void forEachRoute(RouteVisitor visitor) {
        for (int i = 0; i < routes; i++) {
            @Nullable InetSocketAddress from = routedFrom[i];
            if (from != null) {
                visitor.onRoute(from, routedSsrcs[i]);
            }
        }
    }

    @Override
    boolean isNamedBy(ByteBuffer memory, int offset, int length) {
        int sender = RtcpPackets.sender(memory, offset, length);
        return sender == announcedSsrc || sender == lastSsrc;
    }

    @Override
    boolean isRtcpFrom(InetSocketAddress from) {
        InetSocketAddress rtp = confirmed;
        return from.equals(expectedRtcp)
                || (rtp != null && (from.equals(rtp) || from.equals(RtcpSourcePolicy.besides(rtp))));
    }
}
