package cascade.gateway.simulator;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpException;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpReader;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.gb.manscdp.XmlLimits;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.endpoint.SipHandler;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Request forms of a simulated platform: ids and addresses in URIs, charset of bodies. Control loop of the platform
 * only.
 *
 * <p>With {@code sipDomain} empty, ids stand before addresses as NCG writes them; otherwise before that domain, as IPCs
 * do (GB/T 28181-2016 annex J).
 */
public final class PlatformSignalling {

    private static final Logger log = LoggerFactory.getLogger(PlatformSignalling.class);

    public static final String MANSCDP = "Application/MANSCDP+xml";
    public static final String SDP = "Application/SDP";

    /** The network name of a platform that has only one. */
    private static final String NETWORK = "simulator";
    /** The one domain that a simulated platform knows: whoever speaks to it. */
    public static final String GATEWAY = "gateway";
    /** NCG begins every dialog with this number. */
    private static final long FIRST_CSEQ = 20;

    /** How long an answer to a last word is waited for. */
    public static final Duration FAREWELL = Duration.ofSeconds(3);

    private final SipEndpoint sip;
    private final PlatformAddress local;
    private final String sipDomain;
    private final Charset charset;
    private final ManscdpReader reader = new ManscdpReader(XmlLimits.DEFAULTS);
    private final ManscdpWriter writer;
    private final LongSupplier nanoClock = System::nanoTime;
    private long sn;

    /** To be made on the platform's loop. */
    public PlatformSignalling(
            Vertx vertx,
            SipSettings settings,
            DatagramFilter filter,
            PlatformAddress local,
            String sipDomain,
            Manner manner) {
        // whoever speaks to a simulator is meant to: none of them is a stranger
        this.sip = new SipEndpoint(vertx, settings, source -> Optional.of(GATEWAY), SipObserver.NONE, filter);
        this.local = local;
        this.sipDomain = sipDomain;
        this.charset = manner.charset();
        this.writer = new ManscdpWriter(charset, manner.gb18030Bytes());
    }

    public Future<Void> listen(SipHandler handler) {
        sip.handler(handler);
        return sip.listen(new ListeningPoint(
                        NETWORK, local.host(), local.port(), local.host(), EnumSet.allOf(SipTransport.class)))
                .mapEmpty();
    }

    public Future<Void> close() {
        return sip.close();
    }

    public PlatformAddress local() {
        return local;
    }

    public SipPeer peer(PlatformAddress remote, SipTransport transport) {
        return new SipPeer(NETWORK, transport, remote.socketAddress());
    }

    /** An id of the peer's domain, as the Request-URI and To write it. */
    public SipUri remoteUri(DeviceId id, SipPeer peer) {
        return sipDomain.isEmpty()
                ? SipUri.ofAuthority(id.value(), peer.authority())
                : SipUri.of(id.value(), sipDomain);
    }

    /** Our id, as From writes it. */
    public SipUri localUri() {
        String id = local.deviceId().value();
        return sipDomain.isEmpty() ? SipUri.ofAuthority(id, local.authority()) : SipUri.of(id, sipDomain);
    }

    public NameAddr contact() {
        return NameAddr.of(SipUri.ofAuthority(local.deviceId().value(), local.authority()));
    }

    /** Begins a request outside of any dialog, from us to an id of the peer's. */
    public SipRequest.Builder request(String method, DeviceId to, SipPeer peer) {
        SipUri target = remoteUri(to, peer);
        return SipRequest.builder(method, target)
                .from(NameAddr.tagged(localUri(), sip.newToken()))
                .to(NameAddr.of(target))
                .callId(sip.newToken())
                .cseq(FIRST_CSEQ)
                .contact(contact());
    }

    public ClientTransaction send(SipRequest request, SipPeer peer) {
        return sip.send(request, peer);
    }

    public ClientTransaction send(SipRequest request, SipPeer peer, Duration timeout) {
        return sip.send(request, peer, timeout);
    }

    /** Sends a MANSCDP message to the peer platform by MESSAGE. */
    public Future<SipResponse> sendMessage(ManscdpMessage message, DeviceId to, SipPeer peer) {
        SipRequest request = request("MESSAGE", to, peer)
                .body(MANSCDP, writer.write(message))
                .build();
        return sip.send(request, peer).response();
    }

    /** Ends a call of ours; done when the BYE is answered, or nobody answers it: a peer that is gone is not waited for long. */
    public Future<Void> sendBye(Dialog dialog, SipPeer peer) {
        return sip.send(dialog.request("BYE").build(), peer, FAREWELL)
                .response()
                .onFailure(silence ->
                        log.atWarn().addKeyValue("cause", silence.getMessage()).log("BYE unanswered"))
                .otherwiseEmpty()
                .mapEmpty();
    }

    /** The dialog of a request that we answer 200. */
    public Dialog acceptedDialog(ServerTransaction transaction) {
        Dialog dialog = Dialog.ofServer(transaction, contact(), GATEWAY);
        dialog.confirm();
        return dialog;
    }

    /** Answers with the code and nothing else. */
    public static void respond(ServerTransaction transaction, int status) {
        transaction.respond(transaction.answer(status).build());
    }

    /** What every platform answers to OPTIONS, and to what it does not know. */
    public static void respondToOthers(ServerTransaction transaction) {
        int status = transaction.request().is("OPTIONS") ? 200 : 405;
        transaction.respond(
                transaction.answer(status).header("Allow", SipEndpoint.allow()).build());
    }

    public byte[] write(ManscdpMessage message) {
        return writer.write(message);
    }

    public ManscdpMessage read(SipMessage message) throws ManscdpException {
        return reader.read(message.body(), charset).message();
    }

    public String newToken() {
        return sip.newToken();
    }

    public long nanoTime() {
        return nanoClock.getAsLong();
    }

    /** The next sequence number for a command of ours. */
    public long nextSn() {
        return ++sn;
    }
}
