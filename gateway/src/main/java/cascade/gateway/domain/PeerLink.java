package cascade.gateway.domain;

import cascade.config.DomainConfig;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.sip.ClientTransaction;
import cascade.gateway.sip.Dialog;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.auth.DigestClient;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Speaks to one platform in the form that it expects: our id as it knows us, URIs with its SIP domain or with address and
 * port, requests to its verified socket address, credentials where it asks for them, our own SN counter.
 *
 * <p>A platform that is offline may have no address; what needs one then throws {@link IllegalStateException}, or fails
 * its future. Control loop only.
 */
public final class PeerLink {

    private static final String MANSCDP = "Application/MANSCDP+xml";

    private final DomainConfig config;
    private final SipSide sip;
    private final Supplier<Optional<SipPeer>> address;
    private final Supplier<Optional<SipPeer>> lastAddress;
    private final Optional<DigestClient> digest;
    private final Addressing addressing;
    private final ManscdpWriter writer;
    private long sn;

    /**
     * @param address the platform's current address
     * @param lastAddress the same, or where it was last while it is offline
     */
    PeerLink(
            DomainConfig config,
            SipSide sip,
            Supplier<Optional<SipPeer>> address,
            Supplier<Optional<SipPeer>> lastAddress,
            Optional<DigestClient> digest) {
        this.config = config;
        this.sip = sip;
        this.address = address;
        this.lastAddress = lastAddress;
        this.digest = digest;
        this.addressing = Addressing.of(config);
        this.writer = new ManscdpWriter(config.charset());
    }

    /**
     * Starts a request outside a dialog: From is our id with a new tag, To and the Request-URI are ids of the peer's
     * domain, Call-ID is new; all but MESSAGE carry our Contact.
     */
    public SipRequest.Builder newRequest(String method, String userOfRequestUri, String userOfTo) {
        SipPeer peer = requireAddress();
        SipRequest.Builder builder = SipRequest.builder(method, addressing.requestUri(userOfRequestUri, peer))
                .from(NameAddr.tagged(addressing.ours(local()), sip.newToken()))
                .to(NameAddr.of(addressing.theirs(userOfTo, peer)))
                .callId(sip.newToken());
        return method.equals("MESSAGE") ? builder : builder.contact(localContact());
    }

    /** Our id at the address where this peer reaches us. */
    public NameAddr localContact() {
        return addressing.contact(local());
    }

    /** The listening point that this peer is spoken to from. */
    public ListeningPoint local() {
        return sip.listeningPoint(config.network());
    }

    /** Sends a request outside a dialog. */
    public ClientTransaction send(SipRequest request) {
        return send(request, requireAddress(), Optional.empty(), UnaryOperator.identity());
    }

    /** The same, given up after a time of its own. */
    public ClientTransaction send(SipRequest request, Duration timeout) {
        return send(request, requireAddress(), Optional.of(timeout), UnaryOperator.identity());
    }

    /**
     * Sends a request that {@code dialog} made to where the platform is now, wherever the dialog began. Works for one that
     * went offline, so that its calls can be ended.
     */
    public ClientTransaction send(SipRequest request, Dialog dialog) {
        return send(request, flow(), Optional.empty(), repeated -> nextIn(dialog, repeated));
    }

    /** Acknowledges the 2xx that confirmed {@code dialog}, which has an ACK of its own (RFC 3261 section 13.2.2.4). */
    public void acknowledge(ClientTransaction invite, Dialog dialog) {
        invite.acknowledge(dialog.ack(), flow());
    }

    private SipPeer flow() {
        return lastAddress.get().orElseThrow(() -> new IllegalStateException(noAddress()));
    }

    private static SipRequest nextIn(Dialog dialog, SipRequest repeated) {
        long cseq = dialog.request(repeated.method()).build().cseq().number();
        return repeated.toBuilder().cseq(cseq).build();
    }

    ClientTransaction send(
            SipRequest request, SipPeer peer, Optional<Duration> timeout, UnaryOperator<SipRequest> renumber) {
        return digest.<ClientTransaction>map(client ->
                        new AuthenticatedTransaction(request, each -> sip.send(each, peer, timeout), client, renumber))
                .orElseGet(() -> sip.send(request, peer, timeout));
    }

    /** Sends a MANSCDP message to the platform in its charset; the final answer, whatever its code. */
    public Future<SipResponse> sendMessage(ManscdpMessage message) {
        return sendMessage(write(message));
    }

    /** The same with a body that is written already. */
    public Future<SipResponse> sendMessage(byte[] manscdpBody) {
        return sendMessage(config.deviceId(), manscdpBody);
    }

    /** The same to one of the platform's devices or channels. */
    public Future<SipResponse> sendMessage(String deviceId, byte[] manscdpBody) {
        if (address.get().isEmpty()) {
            return Future.failedFuture(new SipTransportException(noAddress(), null));
        }
        return send(message(deviceId, manscdpBody)).response();
    }

    /** A body in the charset of this platform, e.g. for SUBSCRIBE and NOTIFY. */
    public byte[] write(ManscdpMessage message) {
        return writer.write(message);
    }

    SipRequest message(String deviceId, byte[] manscdpBody) {
        return newRequest("MESSAGE", deviceId, deviceId)
                .body(MANSCDP, manscdpBody)
                .build();
    }

    /** The next sequence number of our queries and notifications to this platform. */
    public long nextSn() {
        sn++;
        return sn;
    }

    Addressing addressing() {
        return addressing;
    }

    private SipPeer requireAddress() {
        return address.get().orElseThrow(() -> new IllegalStateException(noAddress()));
    }

    private String noAddress() {
        return config.name() + " has no verified address";
    }
}
