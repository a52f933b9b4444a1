package cascade.gateway.media.relay.singleport;

import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.relay.leg.RtcpSourcePolicy;
import cascade.gateway.media.rtp.RtcpPackets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Viewer leg on a shared port pair: its RTCP tells it by the SSRC that we send it under. Loop thread. */
final class SinglePortViewer extends SinglePortLeg {

    private ViewerSpec spec;
    private InetSocketAddress rtcpFrom;
    private boolean opened;

    SinglePortViewer(SinglePortDemux ports, ViewerSpec spec) {
        super(ports);
        this.spec = spec;
        this.rtcpFrom = rtcpOf(spec);
    }

    private static InetSocketAddress rtcpOf(ViewerSpec spec) {
        return spec.remoteRtcp().orElseGet(() -> RtcpSourcePolicy.besides(spec.remote()));
    }

    InetAddress host() {
        return spec.remote().getAddress();
    }

    @Override
    void open() {
        ports.requireDistinct(this, spec);
        opened = true;
        ports.add(this);
    }

    /** Refused where another leg has that address and SSRC. */
    @Override
    public void moveTo(ViewerSpec moved) {
        ports.requireDistinct(this, moved);
        ports.remove(this);
        spec = moved;
        rtcpFrom = rtcpOf(moved);
        if (opened) {
            ports.add(this);
        }
    }

    @Override
    void close() {
        opened = false;
        ports.remove(this);
    }

    /** Two that receive at one address under one SSRC would be one. */
    boolean isTwinOf(ViewerSpec other) {
        return spec.ssrc() == other.ssrc() && spec.remote().equals(other.remote());
    }

    @Override
    boolean isNamedBy(ByteBuffer memory, int offset, int length) {
        return RtcpPackets.isAbout(memory, offset, length, spec.ssrc());
    }

    @Override
    boolean isRtcpFrom(InetSocketAddress from) {
        return from.equals(rtcpFrom);
    }

    @Override
    public String toString() {
        return "viewer " + spec.remote() + " with SSRC " + Integer.toUnsignedString(spec.ssrc());
    }
}
