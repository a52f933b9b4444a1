package cascade.gateway.media.relay.leg;

import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.SourceCheck;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Source check of RTP with latching: the address of the SDP, or a learned address, from which a source's packets are
 * taken.
 *
 * <pre>
 *                expect                    the SDP's address, or one that may be learned
 *   UNANSWERED ----------&gt; EXPECTING ----------------------------------------------------&gt; CONFIRMED
 *                              ^                                                              |
 *                              +------------------------- expect (a new answer) --------------+
 * </pre>
 *
 * <p>To be learned a packet must carry the announced SSRC and a negotiated payload type, and come from the host of the
 * SDP or from the peer's networks. From that host SSRC 0 will do too: some cameras never set theirs. Once confirmed
 * only that address and port count, with whatever SSRC. Loop thread; a packet of the confirmed source allocates nothing.
 */
public final class SourcePolicy {

    private final SourceCheck check;
    private final List<AddressBlock> peerNetworks;

    private @Nullable InetSocketAddress expected;
    private @Nullable InetSocketAddress confirmed;
    private boolean moved;
    private int announcedSsrc;
    private final BitSet payloadTypes = new BitSet();

    public SourcePolicy(SourceCheck check, List<AddressBlock> peerNetworks) {
        this.check = check;
        this.peerNetworks = peerNetworks;
    }

    /** False when the address and SSRC are the former ones, and whoever was confirmed stays so. */
    public boolean expect(InetSocketAddress address, int ssrc, Set<Integer> types) {
        boolean isNew = !address.equals(expected) || ssrc != announcedSsrc;
        if (isNew) {
            expected = address;
            confirmed = null;
            moved = false;
            announcedSsrc = ssrc;
        }
        payloadTypes.clear();
        types.forEach(payloadTypes::set);
        return isNew;
    }

    /** By whoever has judged already: TCP its connection, a shared port its leg. */
    public void confirm(InetSocketAddress peer) {
        confirmed = peer;
    }

    /** Whoever was confirmed is no more: the source may be learned anew. */
    public void release() {
        confirmed = null;
    }

    /** True when the source is confirmed elsewhere than before, until that is taken. */
    public boolean hasMoved() {
        return moved;
    }

    public boolean takeMoved() {
        boolean was = moved;
        moved = false;
        return was;
    }

    public boolean isNegotiated(int payloadType) {
        return payloadTypes.isEmpty() || payloadTypes.get(payloadType);
    }

    @Nullable
    public InetSocketAddress confirmed() {
        return confirmed;
    }

    /** Null when the packet is the source's, else why it is not. */
    @Nullable
    public DropReason judge(InetSocketAddress from, int ssrc, int payloadType) {
        if (expected == null) {
            return DropReason.BEFORE_ANSWER;
        }
        if (check == SourceCheck.OFF) {
            confirmed = from;
            return null;
        }
        if (confirmed != null) {
            return isConfirmed(from) || givesWayTo(from) ? null : DropReason.FOREIGN_ADDRESS;
        }
        @Nullable DropReason refusal = from.equals(expected) ? null : whyNotLearned(expected, from, ssrc, payloadType);
        if (refusal == null) {
            confirmed = from;
        }
        return refusal;
    }

    /** Gears give the same object for the same sender; to compare its parts would fetch four objects a packet. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isConfirmed(InetSocketAddress from) {
        if (from == confirmed) {
            return true;
        }
        if (!from.equals(confirmed)) {
            return false;
        }
        confirmed = from;
        return true;
    }

    /** The exact address of the SDP wins over a learned one, also later. */
    private boolean givesWayTo(InetSocketAddress from) {
        if (!from.equals(expected)) {
            return false;
        }
        confirmed = from;
        moved = true;
        return true;
    }

    /** Whether another port of the source's host may go on with the stream, as far as addresses tell. */
    public boolean mayMoveTo(InetSocketAddress from, int payloadType) {
        return check == SourceCheck.LEARN_ONCE
                && confirmed != null
                && from.getAddress().equals(confirmed.getAddress())
                && isNegotiated(payloadType);
    }

    public void moveTo(InetSocketAddress from) {
        confirmed = from;
        moved = true;
    }

    private @Nullable DropReason whyNotLearned(
            InetSocketAddress announced, InetSocketAddress from, int ssrc, int payloadType) {
        if (check == SourceCheck.STRICT) {
            return DropReason.FOREIGN_ADDRESS;
        }
        boolean sameHost = from.getAddress().equals(announced.getAddress());
        if (!sameHost && !AddressBlock.anyContains(peerNetworks, from.getAddress())) {
            return DropReason.FOREIGN_ADDRESS;
        }
        if (ssrc != announcedSsrc && !(sameHost && ssrc == 0)) {
            return DropReason.FOREIGN_SSRC;
        }
        if (!isNegotiated(payloadType)) {
            return DropReason.FOREIGN_PAYLOAD_TYPE;
        }
        return null;
    }
}
