package cascade.gateway.media.relay;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.SourceCheck;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whose RTCP is the peer's, and where ours to it goes. The host is always the one of its RTP; what may be learned, once,
 * is the port. Loop thread.
 */
final class RtcpPeer {

    private final SourceCheck check;
    private @Nullable InetSocketAddress expected;
    private @Nullable InetSocketAddress confirmed;

    RtcpPeer(SourceCheck check) {
        this.check = check;
    }

    /** Where {@code rtp}'s RTCP is unless the SDP says otherwise. */
    static InetSocketAddress besides(InetSocketAddress rtp) {
        return new InetSocketAddress(rtp.getAddress(), Math.min(rtp.getPort() + 1, 65_535));
    }

    void expect(InetSocketAddress address) {
        expected = address;
        confirmed = null;
    }

    @Nullable
    InetSocketAddress target() {
        return confirmed != null ? confirmed : expected;
    }

    /** Null when the packet is the peer's, else why it is not. */
    @Nullable
    DropReason judge(InetSocketAddress from) {
        if (expected == null) {
            return DropReason.BEFORE_ANSWER;
        }
        if (check != SourceCheck.OFF) {
            if (confirmed != null) {
                return from.equals(confirmed) ? null : DropReason.FOREIGN_ADDRESS;
            }
            boolean learnable =
                    check == SourceCheck.LEARN_ONCE && from.getAddress().equals(expected.getAddress());
            if (!learnable && !from.equals(expected)) {
                return DropReason.FOREIGN_ADDRESS;
            }
        }
        confirmed = from;
        return null;
    }
}
