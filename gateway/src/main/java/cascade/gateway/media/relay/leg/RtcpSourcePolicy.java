package cascade.gateway.media.relay.leg;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.SourceCheck;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Source check of RTCP: which packets are the peer's, and the address that ours go to. The host is always the one of
 * its RTP; what may be learned, once, is the port, from RTCP that names the leg's SSRC: on the host of a platform there
 * are the ports of all its cameras and viewers, and one of them may still send to the former owner of ours. Loop
 * thread.
 */
public final class RtcpSourcePolicy {

    private final SourceCheck check;
    private @Nullable InetSocketAddress expected;
    private @Nullable InetSocketAddress confirmed;

    public RtcpSourcePolicy(SourceCheck check) {
        this.check = check;
    }

    /** Where {@code rtp}'s RTCP is unless the SDP says otherwise. */
    public static InetSocketAddress besides(InetSocketAddress rtp) {
        return new InetSocketAddress(rtp.getAddress(), Math.min(rtp.getPort() + 1, 65_535));
    }

    public void expect(InetSocketAddress address) {
        expected = address;
        confirmed = null;
    }

    @Nullable
    public InetSocketAddress target() {
        return confirmed != null ? confirmed : expected;
    }

    /**
     * Null when the packet is the peer's, else why it is not.
     *
     * @param namesOurSsrc whether it comes from the source, or is about what we send to the viewer
     */
    @Nullable
    public DropReason judge(InetSocketAddress from, boolean namesOurSsrc) {
        if (expected == null) {
            return DropReason.BEFORE_ANSWER;
        }
        if (check != SourceCheck.OFF) {
            if (from.equals(confirmed)) {
                return null;
            }
            if (!from.equals(expected)) {
                if (confirmed != null) {
                    return DropReason.FOREIGN_ADDRESS;
                }
                if (check == SourceCheck.STRICT || !from.getAddress().equals(expected.getAddress())) {
                    return DropReason.FOREIGN_ADDRESS;
                }
                if (!namesOurSsrc) {
                    return DropReason.FOREIGN_SSRC;
                }
            }
        }
        confirmed = from;
        return null;
    }
}
