package cascade.gateway.domain.peer;

import cascade.config.DomainConfig;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.AnsweredInvite;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.monitoring.DomainMeters;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The link over our own SIP endpoint. Control loop only. */
public final class DomainLink implements PeerLink {

    private DomainConfig config;
    private final SipSide sip;
    private final Supplier<Optional<SipPeer>> address;
    private final PeerFlows flows;
    private final Consumer<String> onUnanswered;
    private final DomainMeters meters;
    private Credentials credentials;
    private Addressing addressing;
    private ManscdpWriter writer;
    private long sn;

    /**
     * @param address the platform's current address
     * @param flows where requests in a dialog go
     * @param onUnanswered is told the method of a request that got no final answer in time
     * @param meters that count the characters which its charset lacks
     */
    public DomainLink(
            DomainConfig config,
            SipSide sip,
            Supplier<Optional<SipPeer>> address,
            PeerFlows flows,
            Credentials credentials,
            Consumer<String> onUnanswered,
            DomainMeters meters) {
        this.config = config;
        this.sip = sip;
        this.address = address;
        this.flows = flows;
        this.credentials = credentials;
        this.onUnanswered = onUnanswered;
        this.meters = meters;
        this.addressing = Addressing.of(config);
        this.writer = writerFor(config);
    }

    private ManscdpWriter writerFor(DomainConfig speaking) {
        return new ManscdpWriter(
                speaking.charset(),
                speaking.profile().gb18030Bytes(),
                characters -> meters.replaced(speaking.name(), characters));
    }

    /** Speaks by another configuration from now on; what is under way goes on as it began. */
    public void reconfigure(DomainConfig next, Credentials answers) {
        config = next;
        credentials = answers;
        addressing = Addressing.of(next);
        writer = writerFor(next);
    }

    @Override
    public SipRequest.Builder newRequest(String method, String userOfRequestUri, String userOfTo) {
        SipPeer peer = requireAddress();
        SipRequest.Builder builder = SipRequest.builder(method, addressing.requestUri(userOfRequestUri, peer))
                .from(NameAddr.tagged(addressing.ours(local()), sip.newToken()))
                .to(NameAddr.of(addressing.theirs(userOfTo, peer)))
                .callId(sip.newToken());
        return method.equals("MESSAGE") ? builder : builder.contact(localContact());
    }

    @Override
    public NameAddr localContact() {
        return addressing.contact(local());
    }

    @Override
    public ListeningPoint local() {
        return sip.listeningPoint(config.network());
    }

    @Override
    public ClientTransaction send(SipRequest request) {
        return send(request, requireAddress(), Optional.empty(), UnaryOperator.identity());
    }

    @Override
    public ClientTransaction send(SipRequest request, Duration timeout) {
        return send(request, requireAddress(), Optional.of(timeout), UnaryOperator.identity());
    }

    @Override
    public ClientTransaction send(SipRequest request, Dialog dialog) {
        List<SipPeer> there = requireFlows(dialog);
        return withCredentials(
                request,
                each -> FlowTransaction.send(
                        each, there, (sent, peer) -> sip.send(sent, peer, Optional.empty(), credentials.security())),
                repeated -> nextIn(dialog, repeated));
    }

    private static SipRequest nextIn(Dialog dialog, SipRequest repeated) {
        long cseq = dialog.request(repeated.method()).build().cseq().number();
        return repeated.toBuilder().cseq(cseq).build();
    }

    @Override
    public void acknowledge(AnsweredInvite invite, Dialog dialog) {
        invite.acknowledge(dialog.ack(invite.request()), requireFlows(dialog).getFirst());
    }

    @Override
    public ClientTransaction resume(SipRequest sent, SipPeer peer, Optional<String> answeredTag) {
        return sip.resume(sent, peer, answeredTag, credentials.security());
    }

    @Override
    public ServerTransaction resume(SipRequest received, SipPeer source, String localTag) {
        return sip.resume(received, source, localTag);
    }

    @Override
    public void wasAt(SipPeer former) {
        flows.wasAt(former);
    }

    private List<SipPeer> requireFlows(Dialog dialog) {
        List<SipPeer> there = flows.of(dialog);
        if (there.isEmpty()) {
            throw new IllegalStateException(noAddress());
        }
        return there;
    }

    /** Asks whether the platform is there; silence is the asker's to judge. */
    ClientTransaction probe(SipRequest request, Duration timeout) {
        return sip.send(request, requireAddress(), Optional.of(timeout), credentials.security());
    }

    public ClientTransaction send(
            SipRequest request, SipPeer peer, Optional<Duration> timeout, UnaryOperator<SipRequest> renumber) {
        return withCredentials(request, each -> sip.send(each, peer, timeout, credentials.security()), renumber);
    }

    private ClientTransaction withCredentials(
            SipRequest request, Function<SipRequest, ClientTransaction> sender, UnaryOperator<SipRequest> renumber) {
        ClientTransaction transaction = credentials.canAnswer()
                ? new AuthenticatedTransaction(request, sender, credentials, renumber)
                : sender.apply(request);
        transaction.response().onFailure(cause -> {
            if (cause instanceof SipTimeoutException) {
                onUnanswered.accept(request.method());
            }
        });
        return transaction;
    }

    @Override
    public Future<SipResponse> sendMessage(ManscdpMessage message) {
        return sendMessage(write(message));
    }

    @Override
    public Future<SipResponse> sendMessage(byte[] manscdpBody) {
        return sendMessage(config.deviceId(), manscdpBody);
    }

    @Override
    public Future<SipResponse> sendMessage(String deviceId, byte[] manscdpBody, Onward onward) {
        if (address.get().isEmpty()) {
            return Future.failedFuture(new SipTransportException(noAddress(), null));
        }
        return send(message(deviceId, manscdpBody, onward)).response();
    }

    @Override
    public byte[] write(ManscdpMessage message) {
        return writer.write(message);
    }

    public SipRequest message(String deviceId, byte[] manscdpBody) {
        return message(deviceId, manscdpBody, Onward.NONE);
    }

    private SipRequest message(String deviceId, byte[] manscdpBody, Onward onward) {
        return onward.into(newRequest("MESSAGE", deviceId, deviceId))
                .body(ManscdpMessage.CONTENT_TYPE, manscdpBody)
                .build();
    }

    @Override
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
