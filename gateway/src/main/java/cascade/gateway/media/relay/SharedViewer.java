package cascade.gateway.media.relay;

import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.rtp.RtcpPackets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A viewer that is served by a shared pair: its RTCP tells it by the SSRC that we send it under. Loop thread. */
final class SharedViewer extends SharedLeg {

    private final ViewerSpec spec;
    private final InetSocketAddress rtcpFrom;

    SharedViewer(SharedPorts ports, ViewerSpec spec) {
        super(ports);
        this.spec = spec;
        this.rtcpFrom = spec.remoteRtcp().orElseGet(() -> RtcpPeer.besides(spec.remote()));
    }

    InetAddress host() {
        return spec.remote().getAddress();
    }

    @Override
    void open() {
        ports.add(this);
    }

    @Override
    void close() {
        ports.remove(this);
    }

    /** Two that receive at one address under one SSRC would be one. */
    boolean isTwinOf(SharedViewer other) {
        return spec.ssrc() == other.spec.ssrc() && spec.remote().equals(other.spec.remote());
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
