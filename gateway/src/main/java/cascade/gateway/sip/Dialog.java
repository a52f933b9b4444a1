package cascade.gateway.sip;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Our record of a dialog (RFC 3261 section 12): Call-ID, tags, CSeq both ways, route set, remote target. The stack's own
 * dialogs are off because vendors break their rules, and because this record must be storable.
 *
 * <p>The address that requests are sent to is the verified peer's, never what a Contact says: contacts are unroutable
 * behind NAT and some platforms put our own address there. The Contact's URI is only written into the request line.
 *
 * <p>Control loop only.
 */
public final class Dialog {

    private final String callId;
    private final NameAddr local;
    private final NameAddr remote;
    private final SipUri remoteTarget;
    private final NameAddr localContact;
    private final List<String> routeSet;
    private final SipPeer peer;
    private final long inviteCseq;
    private long localCseq;
    private long remoteCseq;

    private Dialog(
            String callId,
            NameAddr local,
            NameAddr remote,
            SipUri remoteTarget,
            NameAddr localContact,
            List<String> routeSet,
            SipPeer peer,
            long localCseq,
            long remoteCseq) {
        this.callId = callId;
        this.local = local;
        this.remote = remote;
        this.remoteTarget = remoteTarget;
        this.localContact = localContact;
        this.routeSet = List.copyOf(routeSet);
        this.peer = peer;
        this.inviteCseq = localCseq;
        this.localCseq = localCseq;
        this.remoteCseq = remoteCseq;
    }

    /** The dialog that our 2xx to an INVITE or SUBSCRIBE makes (RFC 3261 section 12.1.1). */
    public static Dialog ofServer(ServerTransaction transaction, NameAddr localContact) {
        SipRequest request = transaction.request();
        return new Dialog(
                request.callId(),
                request.to().withTag(request.to().tag().orElse(transaction.localTag())),
                request.from(),
                request.contact().map(NameAddr::uri).orElse(request.from().uri()),
                localContact,
                request.headers().all("Record-Route"),
                transaction.source(),
                0,
                request.cseq().number());
    }

    /** The dialog that a peer's 2xx to our INVITE or SUBSCRIBE makes (RFC 3261 section 12.1.2). */
    public static Dialog ofClient(SipRequest request, SipResponse success, SipPeer peer) {
        var reversed = new ArrayList<>(success.headers().all("Record-Route"));
        Collections.reverse(reversed);
        return new Dialog(
                request.callId(),
                request.from(),
                success.to(),
                success.contact().map(NameAddr::uri).orElse(request.uri()),
                request.contact().orElse(request.from()),
                reversed,
                peer,
                request.cseq().number(),
                -1);
    }

    public String callId() {
        return callId;
    }

    public NameAddr local() {
        return local;
    }

    public NameAddr remote() {
        return remote;
    }

    public Optional<String> localTag() {
        return local.tag();
    }

    public Optional<String> remoteTag() {
        return remote.tag();
    }

    public SipUri remoteTarget() {
        return remoteTarget;
    }

    public SipPeer peer() {
        return peer;
    }

    /** Starts the next request of ours in this dialog; its CSeq is one higher than the last. */
    public SipRequest.Builder request(String method) {
        localCseq++;
        return inDialog(method, localCseq).contact(localContact);
    }

    /** The ACK to the 2xx that made this dialog: the INVITE's CSeq number, to the remote target. */
    public SipRequest ack() {
        return inDialog("ACK", inviteCseq).contact(localContact).build();
    }

    private SipRequest.Builder inDialog(String method, long cseq) {
        SipRequest.Builder builder = SipRequest.builder(method, remoteTarget)
                .from(local)
                .to(remote)
                .callId(callId)
                .cseq(cseq);
        routeSet.forEach(route -> builder.header("Route", route));
        return builder;
    }

    /** Notes the CSeq of a request from the peer; gaps and restarts are tolerated, since vendors make both. */
    public void noteRemote(SipRequest request) {
        remoteCseq = request.cseq().number();
    }

    /** Last CSeq number of the peer, or -1 before its first request. */
    public long remoteCseq() {
        return remoteCseq;
    }

    /**
     * Whether a message carries this dialog's two tags, in either position: the 2016 edition's samples keep them where the
     * INVITE had them.
     */
    boolean hasTagsOf(SipMessage message) {
        @Nullable String from = message.from().tag().orElse(null);
        @Nullable String to = message.to().tag().orElse(null);
        @Nullable String ours = local.tag().orElse(null);
        @Nullable String theirs = remote.tag().orElse(null);
        return (java.util.Objects.equals(from, theirs) && java.util.Objects.equals(to, ours))
                || (java.util.Objects.equals(from, ours) && java.util.Objects.equals(to, theirs));
    }
}
