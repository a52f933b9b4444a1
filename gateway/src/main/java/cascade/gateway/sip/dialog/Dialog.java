package cascade.gateway.sip.dialog;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ServerTransaction;
import java.util.Optional;

/**
 * A dialog (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-12">RFC 3261 section 12</a>), early or
 * confirmed: Call-ID, tags, CSeq both ways, route set, remote target. Either side makes it before there is a 2xx, so that a
 * BYE that comes early or crosses the 2xx finds its call.
 *
 * <p>A dialog belongs to a <em>domain</em>, the configured peer's name, never to a socket address: the peer may come from
 * another of its hosts, prove a new address or lose its connection in the middle. Where a request goes is decided when it
 * is sent; the remote target is only written into its Request-URI.
 *
 * <p>Control loop only.
 */
public final class Dialog {

    private static final long NO_CSEQ = -1;

    /** More requests than are sent in a dialog between two of its records. */
    private static final long CSEQ_MARGIN = 1_000;

    private final String domain;
    private final String callId;
    private final NameAddr local;
    private final NameAddr localContact;
    private NameAddr remote;
    private SipUri remoteTarget;
    private RouteSet routes;
    private boolean confirmed;
    private long inviteCseq;
    private long localCseq;
    private long remoteCseq;

    private Dialog(
            String domain,
            String callId,
            NameAddr local,
            NameAddr localContact,
            NameAddr remote,
            SipUri remoteTarget,
            RouteSet routes,
            boolean confirmed,
            long inviteCseq,
            long localCseq,
            long remoteCseq) {
        this.domain = domain;
        this.callId = callId;
        this.local = local;
        this.localContact = localContact;
        this.remote = remote;
        this.remoteTarget = remoteTarget;
        this.routes = routes;
        this.confirmed = confirmed;
        this.inviteCseq = inviteCseq;
        this.localCseq = localCseq;
        this.remoteCseq = remoteCseq;
    }

    /**
     * The UAS side's dialog of an INVITE or SUBSCRIBE, from the moment it came: our tag is known before we answer (RFC 3261
     * section 12.1.1). Early until {@link #confirm()}.
     *
     * @param domain whose request it is
     */
    public static Dialog ofServer(ServerTransaction transaction, NameAddr localContact, String domain) {
        SipRequest request = transaction.request();
        return new Dialog(
                domain,
                request.callId(),
                request.to().withTag(request.to().tag().orElse(transaction.localTag())),
                localContact,
                request.from(),
                request.contact().map(NameAddr::uri).orElse(request.from().uri()),
                RouteSet.ofRequest(request),
                false,
                0,
                0,
                request.cseq().number());
    }

    /**
     * The UAC side's dialog of an INVITE or SUBSCRIBE of ours before any response: the remote tag is not known, and comes
     * by {@link #early} or {@link #confirm(SipRequest, SipResponse)}.
     *
     * @param domain whom it is sent to
     */
    public static Dialog ofClient(SipRequest request, String domain) {
        return new Dialog(
                domain,
                request.callId(),
                request.from(),
                request.contact().orElse(request.from()),
                request.to(),
                request.uri(),
                RouteSet.NONE,
                false,
                request.cseq().number(),
                request.cseq().number(),
                NO_CSEQ);
    }

    /** The dialog that a peer's 2xx to our INVITE or SUBSCRIBE makes (RFC 3261 section 12.1.2). */
    public static Dialog ofClient(SipRequest request, SipResponse success, String domain) {
        return ofClient(request, domain).confirm(request, success);
    }

    /**
     * A dialog of a former process, as it was when that one kept it. Requests of ours since then are not known: the next one's
     * CSeq is higher than any of them (section 12.2.1.1 lets numbers be left out).
     */
    public static Dialog of(DialogSnapshot kept) {
        return new Dialog(
                kept.domain(),
                kept.callId(),
                kept.local(),
                kept.localContact(),
                kept.remote(),
                kept.remoteTarget(),
                new RouteSet(kept.routes()),
                kept.confirmed(),
                kept.inviteCseq(),
                kept.localCseq() + CSEQ_MARGIN,
                kept.remoteCseq());
    }

    /** The dialog as it stands, for the next process. */
    public DialogSnapshot snapshot() {
        return new DialogSnapshot(
                domain,
                callId,
                local,
                localContact,
                remote,
                remoteTarget,
                routes.routes(),
                confirmed,
                inviteCseq,
                localCseq,
                remoteCseq);
    }

    /** The configured peer's name. */
    public String domain() {
        return domain;
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

    /** Absent on the UAC side before the first response with a To tag, and where a peer writes none. */
    public Optional<String> remoteTag() {
        return remote.tag();
    }

    public SipUri remoteTarget() {
        return remoteTarget;
    }

    /** Whether a 2xx made it; before, it is early (RFC 3261 section 12). */
    public boolean isConfirmed() {
        return confirmed;
    }

    /** UAC side: a 1xx with a To tag came. Without one, or once confirmed, nothing changes. */
    public void early(SipResponse provisional) {
        if (!confirmed && provisional.to().tag().isPresent()) {
            adopt(provisional);
        }
    }

    /**
     * UAC side: a 2xx came. The first one decides whose dialog this is, whatever tag a 1xx had.
     *
     * @param sent the request that it answers, as sent last: a challenge has used up CSeq numbers
     * @return this dialog; where it was confirmed with another To tag before, the fork's own (RFC 3261 section 13.2.2.4),
     *     to be acknowledged and ended
     */
    public Dialog confirm(SipRequest sent, SipResponse success) {
        if (confirmed && !success.to().tag().equals(remote.tag())) {
            return ofClient(sent, success, domain);
        }
        if (!confirmed) {
            adopt(success);
            confirmed = true;
            inviteCseq = sent.cseq().number();
            localCseq = Math.max(localCseq, inviteCseq);
        }
        return this;
    }

    /** UAS side: we sent a 2xx. */
    public void confirm() {
        confirmed = true;
    }

    private void adopt(SipResponse response) {
        remote = response.to();
        routes = RouteSet.ofResponse(response);
        refresh(response);
    }

    /**
     * Takes the Contact of a target refresh request of the peer, or of its 2xx to ours, as the remote target (RFC 3261
     * sections 12.2.1.2 and 12.2.2); the route set stays.
     */
    public void refresh(SipMessage message) {
        message.contact().map(NameAddr::uri).ifPresent(uri -> remoteTarget = uri);
    }

    /** Starts the next request of ours in this dialog; its CSeq is one higher than the last. */
    public SipRequest.Builder request(String method) {
        localCseq++;
        return inDialog(method, localCseq).contact(localContact);
    }

    /** The ACK to the 2xx that confirmed this dialog: the INVITE's CSeq number, to the remote target. */
    public SipRequest ack() {
        return inDialog("ACK", inviteCseq).contact(localContact).build();
    }

    /** The ACK to a 2xx of a re-INVITE of ours (RFC 3261 section 13.2.2.4). */
    public SipRequest ack(SipRequest reInvite) {
        return inDialog("ACK", reInvite.cseq().number()).contact(localContact).build();
    }

    private SipRequest.Builder inDialog(String method, long cseq) {
        return routes.applyTo(method, remoteTarget)
                .from(local)
                .to(remote)
                .callId(callId)
                .cseq(cseq);
    }

    /**
     * Whether a request of the peer comes in the order of its CSeq numbers (RFC 3261 section 12.2.2 answers others 500);
     * that of a repetition is the same. Ask before {@link #noteRemote}.
     */
    public boolean isInOrder(SipRequest request) {
        return request.cseq().number() > remoteCseq;
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
     * INVITE had them. Our tag is enough while the other is not known.
     */
    boolean hasTagsOf(SipMessage message) {
        Optional<String> from = message.from().tag();
        Optional<String> to = message.to().tag();
        if (!confirmed && remote.tag().isEmpty()) {
            return to.equals(local.tag()) || from.equals(local.tag());
        }
        return (from.equals(remote.tag()) && to.equals(local.tag()))
                || (from.equals(local.tag()) && to.equals(remote.tag()));
    }
}
