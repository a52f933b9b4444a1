package cascade.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.gateway.call.keep.CallKeeper;
import cascade.gateway.call.record.CallRecords;
import cascade.gateway.call.route.Channel;
import cascade.gateway.call.route.ChannelFinder;
import cascade.gateway.call.sdp.CallConfigs;
import cascade.gateway.call.sdp.MediaTargets;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.DomainStage;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.hop.Hops;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.MediaStatus;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.Via;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.MemoryStore;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import cascade.gateway.trace.TraceBook;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One call through the gateway with both platforms, the media plane and time in the test's hand: {@link Calls} with its
 * streams, viewers and legs is real, what is around it is fake. Each method is one event that a peer or the network causes.
 */
final class CallWorld {

    static final String CHANNEL = "37280600001320000001";
    /** Token of this gateway among those that a request has visited. */
    static final String INSTANCE = "ours";

    private static final String UPPER_ID = "37280000002000000001";
    private static final String LOWER_ID = "37280600002000000002";
    static final SipPeer UPPER = DomainStage.peer("city", "10.69.80.187");
    static final SipPeer LOWER = DomainStage.peer("district", "192.168.1.20");

    private static final GatewayConfig CONFIG = CallConfigs.of("""
            domains.district.allow-from = ["192.168.1.0/24"]
            gateway.media.stream-linger = 10s
            """);
    private static final Meters METERS = meters();
    private final DomainStage stage;

    final FakeTime time = new FakeTime();
    final FakeMediaPlane media = new FakeMediaPlane();
    final MemoryStore store;
    final CallContext context;
    final Calls calls;
    final List<FakeClientTransaction> sent = new ArrayList<>();
    final List<FakeServerTransaction> received = new ArrayList<>();
    private int branches;
    private Optional<CallWorld> former = Optional.empty();

    CallWorld() {
        this(CONFIG, lower -> (upper, channel) -> Optional.of(new Channel(lower, channel)));
    }

    CallWorld(GatewayConfig config) {
        this(config, lower -> (upper, channel) -> Optional.of(new Channel(lower, channel)));
    }

    CallWorld(Function<LowerDomain, ChannelFinder> channels) {
        this(CONFIG, channels);
    }

    private CallWorld(GatewayConfig config, Function<LowerDomain, ChannelFinder> channels) {
        this(config, channels, new MemoryStore());
    }

    private CallWorld(GatewayConfig config, Function<LowerDomain, ChannelFinder> channels, MemoryStore store) {
        this.store = store;
        stage = new DomainStage(config, METERS, CallWorld::answerRegister);
        context = new CallContext(
                time,
                media,
                () -> config,
                METERS.calls(),
                time,
                new Admission(() -> config, () -> 0),
                new MediaTargets(() -> config),
                new Ssrcs(),
                new DialogTable<>(),
                new DialogTable<>(),
                new CallRecords(() -> 100, time),
                new Hops(() -> config, INSTANCE),
                new Openings(),
                TraceBook.NONE,
                new CallKeeper(store));
        calls = new Calls(context, channels.apply(stage.lower));
        stage.wire(this::send);
        stage.resumed((invite, source, localTag) -> {
            var transaction = new FakeServerTransaction(invite, source, "city", localTag);
            received.add(transaction);
            return transaction;
        });
    }

    /** The process is killed: what begins in its place, with what it kept. Nothing has been restored yet. */
    CallWorld successor() {
        var next = new CallWorld(
                context.config(),
                lower -> (upper, channel) -> Optional.of(new Channel(lower, channel)),
                store.restarted());
        next.former = Optional.of(this);
        return next;
    }

    /** Takes over from the former process, as a start does. */
    CallWorld restored() {
        calls.restore(name -> Stream.<Domain>of(stage.upper, stage.lower)
                .filter(domain -> domain.name().equals(name))
                .findFirst());
        calls.settle();
        return this;
    }

    /** Keys of what the next process would find. */
    Set<String> kept() {
        return store.kept(RecordKind.CALL).keySet();
    }

    private static Meters meters() {
        var meters = new Meters();
        meters.addDomain("city", Role.UPPER);
        meters.addDomain("district", Role.LOWER);
        return meters;
    }

    /** Calls that ended before a packet, in all tests so far. */
    double setupFailures() {
        return METERS.scrape()
                .lines()
                .filter(line -> line.startsWith("cascade_call_setup_failures_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static ClientTransaction answerRegister(SipRequest request, SipPeer peer) {
        var transaction = new FakeClientTransaction(request, peer);
        transaction.answer(200);
        return transaction;
    }

    private ClientTransaction send(SipRequest request, SipPeer peer) {
        SipRequest stamped =
                request.vias().isEmpty() ? request.toBuilder().via(via()).build() : request;
        var transaction = new FakeClientTransaction(stamped, peer);
        sent.add(transaction);
        return transaction;
    }

    /** The lower un-registers, as its domain tells the calls. */
    void lowerGoesOffline() {
        stage.unregisterLower();
        calls.followDomains().onLowerOffline(stage.lower);
    }

    /** It registers, after it was offline or with another Call-ID. */
    void lowerRegisters(String callId) {
        stage.registerLower(callId);
        calls.followDomains().onLowerBack(stage.lower);
    }

    UpperDomain upper() {
        return stage.upper;
    }

    LowerDomain lower() {
        return stage.lower;
    }

    List<FakeClientTransaction> sent(String method, SipPeer to) {
        return sent.stream()
                .filter(each -> each.request().is(method) && each.peer().equals(to))
                .toList();
    }

    /**
     * Plays events in the order that a choice decides, and between them what the media plane answers.
     *
     * @param told hears of each answer of the media plane
     * @param choice of so many
     */
    <E> void play(
            List<E> events,
            Predicate<E> possible,
            Consumer<E> happens,
            Consumer<String> told,
            IntUnaryOperator choice) {
        var left = new ArrayList<>(events);
        while (true) {
            List<E> next = left.stream().filter(possible).toList();
            int options = next.size() + (media.pending().isPresent() ? 1 : 0);
            if (options == 0) {
                return;
            }
            int chosen = choice.applyAsInt(options);
            if (chosen == next.size()) {
                told.accept(media.pending().orElseThrow());
                media.answerNext();
            } else {
                E event = next.get(chosen);
                left.remove(event);
                happens.accept(event);
            }
        }
    }

    /**
     * Nobody says anything any more, until nothing can happen.
     *
     * @param requests of the peers, whose ACKs stay away
     */
    void fallSilent(List<FakeServerTransaction> requests) {
        for (int round = 0; round < 4; round++) {
            while (media.pending().isPresent()) {
                media.answerNext();
            }
            time.pass(Duration.ofMinutes(1));
            requests.forEach(FakeServerTransaction::ackOverdue);
            List.copyOf(sent).stream().filter(each -> !each.isDecided()).forEach(FakeClientTransaction::timeOut);
        }
    }

    // the upper

    static String offer(int port, String direction) {
        return sdp(UPPER_ID, "10.69.80.187", "m=video " + port + " RTP/AVP 96", direction, "0100000042");
    }

    static String sdp(String owner, String host, String media, String more, String y) {
        return String.join(
                "\r\n",
                "v=0",
                "o=" + owner + " 0 0 IN IP4 " + host,
                "s=Play",
                "c=IN IP4 " + host,
                "t=0 0",
                media,
                "a=rtpmap:96 PS/90000",
                more,
                "y=" + y,
                "");
    }

    FakeServerTransaction invite() {
        return invite(offer(6000, "a=recvonly"));
    }

    /** With that offer. */
    FakeServerTransaction invite(String offer) {
        FakeServerTransaction invite = inviteOfUpper(offer);
        calls.onInvite(invite, stage.upper);
        return invite;
    }

    /** One with these headers as well. */
    FakeServerTransaction inviteWith(Map<String, String> headers) {
        SipRequest.Builder request = fromUpper("INVITE", 20, false)
                .body("application/sdp", offer(6000, "a=recvonly").getBytes(StandardCharsets.US_ASCII));
        headers.forEach(request::header);
        FakeServerTransaction invite = deliver(request, UPPER, "city");
        calls.onInvite(invite, stage.upper);
        return invite;
    }

    /** One whose CANCEL has come before it is looked at. */
    FakeServerTransaction inviteCancelledAtOnce() {
        FakeServerTransaction invite = inviteOfUpper();
        invite.cancelledAtOnce = true;
        calls.onInvite(invite, stage.upper);
        return invite;
    }

    private FakeServerTransaction inviteOfUpper() {
        return inviteOfUpper(offer(6000, "a=recvonly"));
    }

    private FakeServerTransaction inviteOfUpper(String offer) {
        return deliver(
                fromUpper("INVITE", 20, false).body("application/sdp", offer.getBytes(StandardCharsets.US_ASCII)),
                UPPER,
                "city");
    }

    /** Of live play, as an upper asks for an hour of the channel's recording. */
    static String ofRecording(String sdp) {
        return sdp.replace("s=Play", "s=Playback\r\nu=" + CHANNEL + ":0").replace("t=0 0", "t=1714521600 1714525200");
    }

    /** Asks for a recording. */
    FakeServerTransaction playback() {
        return invite(ofRecording(offer(6000, "a=recvonly")));
    }

    FakeServerTransaction infoOfUpper(long cseq, String body) {
        var info = deliver(
                fromUpper("INFO", cseq, true).body("Application/MANSRTSP", body.getBytes(StandardCharsets.US_ASCII)),
                UPPER,
                "city");
        calls.onInfo(info);
        return info;
    }

    private SipRequest.Builder fromUpper(String method, long cseq, boolean inDialog) {
        NameAddr to = NameAddr.of(SipUri.of(CHANNEL, "10.69.91.7"));
        return SipRequest.builder(method, SipUri.of(CHANNEL, "10.69.91.7"))
                .via(via())
                .from(NameAddr.of(SipUri.of(UPPER_ID, "10.69.80.187")).withTag("upper"))
                .to(inDialog ? to.withTag("ours1") : to)
                .callId("above")
                .cseq(cseq)
                .contact(NameAddr.of(SipUri.of(UPPER_ID, "10.69.80.187", 7100)));
    }

    private Via via() {
        branches++;
        return new Via("UDP", "10.0.0.1", 7100, Map.of()).with("branch", "z9hG4bK" + branches);
    }

    /** @param tagged with our To tag, as after a provisional response or the 2xx */
    FakeServerTransaction byeOfUpper(boolean tagged) {
        var bye = deliver(fromUpper("BYE", 30, tagged), UPPER, "city");
        calls.onBye(bye);
        return bye;
    }

    FakeServerTransaction reInviteOfUpper(long cseq, String sdp) {
        var again = deliver(
                fromUpper("INVITE", cseq, true).body("application/sdp", sdp.getBytes(StandardCharsets.US_ASCII)),
                UPPER,
                "city");
        calls.onReInvite(again);
        return again;
    }

    // the lower

    /** Our INVITE to the lower, once it is there. */
    Optional<FakeClientTransaction> inviteDown() {
        return sent.stream()
                .filter(each -> each.request().is("INVITE") && each.peer().equals(LOWER))
                .findFirst()
                .or(() -> former.flatMap(CallWorld::inviteDown));
    }

    static String answer(int port, String direction) {
        return sdp(CHANNEL, "192.168.1.20", "m=video " + port + " RTP/AVP 96", direction, "0100007399");
    }

    void lowerAnswers(int status, String tag) {
        lowerAnswers(inviteDown().orElseThrow(), status, tag);
    }

    /** 200 with that description. */
    void lowerAccepts(String sdp, String tag) {
        FakeClientTransaction invite = inviteDown().orElseThrow();
        invite.answer(answer(invite, 200, tag)
                .body("application/sdp", sdp.getBytes(StandardCharsets.US_ASCII))
                .build());
    }

    /** The same with the path that the call has taken from the lower on. */
    void lowerAnswersBy(String path, int status) {
        FakeClientTransaction invite = inviteDown().orElseThrow();
        invite.answer(answer(invite, status, "down").header("X-RoutePath", path).build());
    }

    /** To one INVITE of several. */
    void lowerAnswers(FakeClientTransaction invite, int status, String tag) {
        invite.answer(answer(invite, status, tag).build());
    }

    private static SipResponse.Builder answer(FakeClientTransaction invite, int status, String tag) {
        SipResponse.Builder answer = SipResponse.to(invite.request(), status)
                .toTag(tag)
                .contact(NameAddr.of(SipUri.of(LOWER_ID, "192.168.1.20", 7100)));
        if (status == 200) {
            answer.body("application/sdp", answer(6100, "a=sendonly").getBytes(StandardCharsets.US_ASCII));
        }
        return answer;
    }

    private SipRequest.Builder fromLower(String method, long cseq, String tag) {
        SipRequest invite = inviteDown().orElseThrow().request();
        return SipRequest.builder(method, invite.contact().orElseThrow().uri())
                .via(via())
                .from(invite.to().withTag(tag))
                .to(invite.from())
                .callId(invite.callId())
                .cseq(cseq)
                .contact(NameAddr.of(SipUri.of(LOWER_ID, "192.168.1.20", 7100)));
    }

    FakeServerTransaction byeOfLower(String tag) {
        var bye = deliver(fromLower("BYE", 2, tag), LOWER, "district");
        calls.onBye(bye);
        return bye;
    }

    FakeServerTransaction reInviteOfLower(long cseq, String tag, String sdp) {
        var again = deliver(
                fromLower("INVITE", cseq, tag).body("application/sdp", sdp.getBytes(StandardCharsets.US_ASCII)),
                LOWER,
                "district");
        calls.onReInvite(again);
        return again;
    }

    /** MediaStatus 121 in the dialog. */
    FakeServerTransaction fileEnd(String tag) {
        return fileEnd(fromLower("MESSAGE", 40, tag), CHANNEL);
    }

    /** The same in no dialog that we know of. */
    FakeServerTransaction fileEndElsewhere(String callId, String sender) {
        return fileEnd(fromLower("MESSAGE", 40, "x").callId(callId), sender);
    }

    /** The lower that a MESSAGE as the channel, in no dialog, is taken to come from. */
    Optional<LowerDomain> speakerAsTheChannel(SipPeer source) {
        return calls.lowerOf(deliver(fromLower("MESSAGE", 41, "x").callId("of no call"), source, "district"));
    }

    private FakeServerTransaction fileEnd(SipRequest.Builder message, String sender) {
        var told = deliver(message, LOWER, "district");
        calls.onMediaStatus(told, stage.lower, new MediaStatus(8, new DeviceId(sender), Optional.of("121"), List.of()));
        return told;
    }

    /** What the media plane tells of a source that is silent; one on hold may be. */
    void silence() {
        media.streams.stream()
                .filter(stream -> !stream.closed && !stream.held)
                .forEach(stream -> stream.listener.onMediaEvent(new MediaEvent.Silence(
                        stream.id(), MediaEvent.Silence.Kind.MEDIA_TIMEOUT, Duration.ofSeconds(30))));
    }

    private FakeServerTransaction deliver(SipRequest.Builder request, SipPeer source, String domain) {
        var transaction = new FakeServerTransaction(request.build(), source, domain, "ours" + (received.size() + 1));
        received.add(transaction);
        return transaction;
    }

    static String tagOf(SipMessage message) {
        return message.to().tag().orElse("");
    }

    /** Nothing is left of any call when the peers have answered what they were asked. */
    void hasNothingLeft() {
        sent.stream().filter(each -> !each.isDecided()).toList().forEach(each -> each.answer(200));
        hasNothingOpen("answered");
        assertThat(calls.load().viewersOf(upper())).as("viewers").isZero();
        assertThat(calls.load().streamsOf(lower())).as("streams").isZero();
        assertThat(kept()).as("records").isEmpty();
    }

    /** No dialog, media leg or SSRC is left. */
    void hasNothingOpen(String told) {
        assertThat(context.upperDialogs().size()).as("upper dialogs, %s", told).isZero();
        assertThat(context.lowerDialogs().size()).as("lower dialogs, %s", told).isZero();
        assertThat(media.open()).as("media legs, %s", told).isZero();
        assertThat(context.ssrcs().inUse()).as("SSRCs, %s", told).isZero();
    }
}
