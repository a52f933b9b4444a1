package cascade.gateway.call.leg;

import cascade.gateway.domain.DomainStage;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.Via;
import cascade.gateway.sip.transaction.AnsweredInvite;
import cascade.gateway.sip.transaction.ClientTx;
import cascade.gateway.sip.transaction.InviteClientTx;
import cascade.gateway.sip.transaction.InviteServerTx;
import cascade.gateway.sip.transaction.MessagePriority;
import cascade.gateway.sip.transaction.NonInviteClientTx;
import cascade.gateway.sip.transaction.RequestSource;
import cascade.gateway.sip.transaction.ResponseTarget;
import cascade.gateway.sip.transaction.ServerTransactions;
import cascade.gateway.sip.transaction.ServerTx;
import cascade.gateway.sip.transaction.TransactionContext;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Wire between one leg and its peer over UDP: real transactions, fake time, no socket. The test is the peer. */
final class LegWire implements TransactionContext {

    private static final SipSettings SETTINGS = SipSettings.defaults("gateway");
    private static final SipReader READER = new SipReader(new SipLimits(65_535, 8_192, 128, 32));

    private final FakeTime time;
    private final String domain;
    private final SipPeer peer;
    private final ServerTransactions received;
    /** By method and branch, in the order of the requests. */
    private final Map<String, ResponseTarget> started = new LinkedHashMap<>();

    private final List<SipMessage> sent = new ArrayList<>();
    private int told;
    private int branches;

    LegWire(FakeTime time, String domain) {
        this.time = time;
        this.domain = domain;
        this.peer = DomainStage.peer(domain, "192.168.1.20");
        this.received = new ServerTransactions(this);
    }

    // what the leg sends

    ClientTx send(SipRequest request) {
        SipRequest stamped = stamped(request, peer);
        ClientTx transaction = stamped.is("INVITE")
                ? new InviteClientTx(
                        this,
                        stamped,
                        peer,
                        SETTINGS.inviteTimeout(),
                        MessageSecurity.NONE,
                        this::sendCancel,
                        this::start,
                        () -> {})
                : new NonInviteClientTx(
                        this, stamped, peer, SETTINGS.requestTimeout(), MessageSecurity.NONE, answered -> {}, () -> {});
        start(transaction);
        transaction.begin();
        return transaction;
    }

    /** An INVITE that a former process sent. */
    ClientTx resume(SipRequest sent, Optional<String> answeredTag) {
        var transaction = new InviteClientTx(
                this,
                sent,
                peer,
                SETTINGS.inviteTimeout(),
                MessageSecurity.NONE,
                this::sendCancel,
                this::start,
                () -> {});
        start(transaction);
        transaction.resume(answeredTag);
        return transaction;
    }

    /** One that a former process received. */
    ServerTx resume(SipRequest invite, String localTag) {
        return received.begin(invite, source(), DomainStage.point(domain), localTag, MessageSecurity.NONE);
    }

    /** An acknowledged INVITE takes its transaction's place. */
    private <T extends ResponseTarget & AnsweredInvite> void start(T target) {
        SipRequest request = target.request();
        started.put(request.method() + " " + request.topVia().branch().orElseThrow(), target);
    }

    private void sendCancel(SipRequest cancel) {
        var transaction = new NonInviteClientTx(
                this, cancel, peer, SETTINGS.requestTimeout(), MessageSecurity.NONE, answered -> {}, () -> {});
        start(transaction);
        transaction.begin();
    }

    /**
     * What has left since this was last asked: {@code INVITE}, {@code ACK a} (with the To tag), {@code 200 BYE}.
     */
    List<String> news() {
        List<String> words =
                sent.subList(told, sent.size()).stream().map(LegWire::word).toList();
        told = sent.size();
        return words;
    }

    private static String word(SipMessage message) {
        return switch (message) {
            case SipRequest request ->
                request.method() + request.to().tag().map(tag -> " " + tag).orElse("");
            case SipResponse response ->
                response.status() + " " + response.cseq().method();
            default -> throw new AssertionError(message.startLine());
        };
    }

    SipMessage lastSent() {
        return sent.getLast();
    }

    SipRequest firstSent(String method) {
        return sent.stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .filter(request -> request.is(method))
                .findFirst()
                .orElseThrow();
    }

    // what the peer sends

    /** A response to the latest request of that method. */
    void answered(String method, SipResponse response) {
        started.entrySet().stream()
                .filter(each -> each.getKey().startsWith(method + " "))
                .map(Map.Entry::getValue)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .onResponse(response);
    }

    ServerTx received(SipRequest.Builder request) {
        branches++;
        SipRequest stamped = request.via(
                        new Via("UDP", "192.168.1.20", 7100, Map.of()).with("branch", "z9hG4bKpeer" + branches))
                .build();
        return received.begin(stamped, source(), DomainStage.point(domain), "ours", MessageSecurity.NONE);
    }

    void repeated(ServerTx known) {
        known.onRepeatedRequest(source());
    }

    void acknowledged(ServerTx invite) {
        ((InviteServerTx) invite).onAck(ofInvite("ACK", invite));
    }

    void cancelled(ServerTx invite) {
        ((InviteServerTx) invite).cancelled(ofInvite("CANCEL", invite));
    }

    private static SipRequest ofInvite(String method, ServerTx invite) {
        SipRequest request = invite.request();
        return SipRequest.builder(method, request.uri())
                .via(request.topVia())
                .from(request.from())
                .to(request.to())
                .callId(request.callId())
                .cseq(request.cseq().number())
                .build();
    }

    private RequestSource source() {
        return new RequestSource(peer, Set.of(domain), 500, MessagePriority.CALL);
    }

    SipPeer peer() {
        return peer;
    }

    // what transactions need of the endpoint

    @Override
    public Timers timers() {
        return time;
    }

    @Override
    public SipSettings settings() {
        return SETTINGS;
    }

    @Override
    public SipObserver observer() {
        return SipObserver.NONE;
    }

    @Override
    public Future<Void> transmit(byte[] bytes, SipPeer to) {
        if (!(READER.read(bytes, false) instanceof SipReader.Reading.Message(SipMessage message, var repairs))) {
            throw new AssertionError("no SIP message left");
        }
        sent.add(message);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> transmitAnswer(byte[] bytes, SipRequest request, SipPeer source) {
        return transmit(bytes, source);
    }

    @Override
    public SipRequest stamped(SipRequest request, SipPeer to) {
        branches++;
        return request.toBuilder()
                .vias(List.of(new Via("UDP", "10.69.91.7", 7100, Map.of()).with("branch", Via.MAGIC_COOKIE + branches)))
                .replaceHeader("Max-Forwards", "70")
                .build();
    }

    @Override
    public String domainOf(SipPeer of) {
        return domain;
    }

    @Override
    public long nanoTime() {
        return time.getAsLong();
    }
}
