package cascade.gateway.media.relay.leg;

import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.SourceCheck;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Source check of TCP connections: which of them is the peer's. Its port is any; its host must be the SDP's, or one of
 * the peer's networks unless the check is strict. Loop thread.
 */
public final class ConnectionPolicy {

    public enum Verdict {
        ADMIT,
        REFUSE,
        /** The SDP is not there yet. */
        TOO_EARLY
    }

    private final SourceCheck check;
    private final List<AddressBlock> peerNetworks;
    private @Nullable InetAddress host;

    public ConnectionPolicy(SourceCheck check, List<AddressBlock> peerNetworks) {
        this.check = check;
        this.peerNetworks = peerNetworks;
    }

    public void expect(InetAddress announced) {
        host = announced;
    }

    public Verdict judge(InetAddress from) {
        if (host == null) {
            return Verdict.TOO_EARLY;
        }
        boolean admitted = switch (check) {
            case OFF -> true;
            case LEARN_ONCE -> isHost(from) || AddressBlock.anyContains(peerNetworks, from);
            case STRICT -> isHost(from);
        };
        return admitted ? Verdict.ADMIT : Verdict.REFUSE;
    }

    /** The one that the SDP names. */
    public boolean isHost(InetAddress from) {
        return from.equals(host);
    }
}
