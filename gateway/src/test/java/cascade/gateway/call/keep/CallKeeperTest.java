package cascade.gateway.call.keep;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.leg.KeptDialog;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.domain.hop.RoutePath;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceSnapshot;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.dialog.DialogSnapshot;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.sip.message.Via;
import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.MemoryStore;
import cascade.gateway.testkit.Trials;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept of a call is what the next process reads, whatever it is. */
class CallKeeperTest {

    private static final String RECORDING = """
            v=0
            o=37280601411319001158 0 0 IN IP6 2001:db8::1
            s=Playback
            u=37280601411319001158:0
            c=IN IP6 2001:db8::1
            t=1714521600 1714525200
            m=audio 6004 RTP/AVP 8
            m=video 6000 TCP/RTP/AVP 96 97
            a=rtpmap:96 PS/90000
            a=rtpmap:97 HIKVISION/90000
            a=recvonly
            a=setup:passive
            a=downloadspeed:4
            a=streamprofile:1
            y=1100000042
            f=v/2/4///a///
            """;

    private final long seed = Trials.seed();
    private final Random random = new Random(seed);
    private final MemoryStore store = new MemoryStore();
    private final CallKeeper keeper = new CallKeeper(store);

    private FormerCalls nextProcess() {
        return new CallKeeper(store.restarted()).former();
    }

    @Test
    void streamsAreReadAsTheyWereKept() throws SdpSyntaxException {
        for (int trial = 0; trial < Trials.stories() / 10; trial++) {
            KeptStream stream = stream("s" + trial);
            keeper.keep(stream);
            assertThat(nextProcess().streams())
                    .as("seed %d, trial %d", seed, trial)
                    .containsExactly(stream);
            keeper.forgetStream(stream.id());
        }
        assertThat(store.kept(RecordKind.CALL)).isEmpty();
    }

    @Test
    void viewersAreReadAsTheyWereKept() throws SdpSyntaxException {
        for (int trial = 0; trial < Trials.stories() / 10; trial++) {
            KeptViewer viewer = viewer("v" + trial);
            keeper.keep(viewer);
            assertThat(nextProcess().viewers())
                    .as("seed %d, trial %d", seed, trial)
                    .containsExactly(viewer);
            keeper.forgetViewer(viewer.id());
        }
        assertThat(store.kept(RecordKind.CALL)).isEmpty();
    }

    @Test
    void dialogsAreReadAsTheyWereKeptButForTheBodiesOfTheirInvites() {
        for (int trial = 0; trial < Trials.stories() / 10; trial++) {
            KeptDialog dialog = dialog();
            keeper.keep(dialog);
            KeptDialog read = nextProcess().dialogs().get(dialog.key());
            String story = "seed " + seed + ", trial " + trial;
            assertThat(List.of(read.role(), read.phase(), read.dialog(), read.peer()))
                    .as(story)
                    .isEqualTo(List.of(dialog.role(), dialog.phase(), dialog.dialog(), dialog.peer()));
            assertThat(read.invite().map(CallKeeperTest::text))
                    .as(story)
                    .isEqualTo(dialog.invite()
                            .map(invite -> invite.toBuilder().body(new byte[0]).build())
                            .map(CallKeeperTest::text));
            keeper.forget(dialog.key());
        }
        assertThat(store.kept(RecordKind.CALL)).isEmpty();
    }

    @Test
    void whatIsKeptLastOfACallCounts() throws SdpSyntaxException {
        keeper.keep(viewer("v1"));
        KeptViewer last = viewer("v1");
        keeper.keep(last);

        assertThat(nextProcess().viewers()).containsExactly(last);
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestIsRead() throws SdpSyntaxException {
        KeptStream stream = stream("s1");
        keeper.keep(stream);
        store.put(RecordKind.CALL, "viewer v2", Buffer.buffer("{\"id\":"));
        store.put(RecordKind.CALL, "stream s3", Buffer.buffer("{}"));
        store.put(RecordKind.CALL, "dialog UAS city tag call", Buffer.buffer("[1]"));

        FormerCalls former = nextProcess();

        assertThat(former.streams()).containsExactly(stream);
        assertThat(former.unreadable()).containsExactlyInAnyOrder("viewer v2", "stream s3", "dialog UAS city tag call");
    }

    private KeptStream stream(String id) throws SdpSyntaxException {
        return new KeptStream(
                id,
                text(),
                text(),
                random.nextInt(3),
                any(SessionKind.values()),
                instant(),
                instant(),
                offer(),
                any(MediaTransport.values()),
                ssrc(),
                new Onward(
                        maybe(random.nextInt(70)),
                        maybe(text()),
                        maybe(text()),
                        maybe(RoutePath.of("37280000002000000001", "37280600002000000002"))),
                random.nextBoolean() ? RoutePath.of() : RoutePath.of("37280600002000000002"),
                text(),
                description(),
                new SourceAnswer(
                        address(),
                        maybe(address()),
                        random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty(),
                        Set.of(96, 8),
                        random.nextBoolean() ? Set.of() : Set.of(96),
                        8_000),
                maybe(any(Direction.values())),
                random.nextBoolean(),
                new SourceSnapshot(
                        2 * (1 + random.nextInt(30_000)),
                        maybe(new SourceSnapshot.Latched(address(), random.nextInt())),
                        random.nextInt(70_000)));
    }

    private KeptViewer viewer(String id) throws SdpSyntaxException {
        return new KeptViewer(
                id,
                "s" + random.nextInt(9),
                text(),
                text(),
                text(),
                offer(),
                any(Direction.values()),
                random.nextBoolean(),
                ssrc(),
                2 * (1 + random.nextInt(30_000)),
                address().getAddress(),
                instant(),
                instant(),
                random.nextLong(1L << 50),
                random.nextLong(1L << 60),
                random.nextBoolean());
    }

    private KeptDialog dialog() {
        NameAddr ours = NameAddr.tagged(SipUri.of(text(), "192.0.2.1", 7100), text());
        NameAddr theirs = NameAddr.of(SipUri.of(text(), text() + ".example"));
        KeptDialog.Phase phase = any(KeptDialog.Phase.values());
        long cseq = random.nextInt(1 << 30);
        SipRequest invite = SipRequest.builder("INVITE", theirs.uri())
                .via(new Via("UDP", "192.0.2.1", 7100, Map.of("branch", "z9hG4bK" + text(), "rport", "")))
                .from(ours)
                .to(theirs)
                .callId(text())
                .cseq(cseq)
                .contact(ours)
                .header("Subject", text() + ":0," + text() + ":0")
                .body("application/sdp", RECORDING.getBytes(StandardCharsets.UTF_8))
                .build();
        return new KeptDialog(
                any(KeptDialog.Role.values()),
                phase,
                new DialogSnapshot(
                        text(),
                        invite.callId(),
                        ours,
                        ours,
                        theirs.withTag(text()),
                        theirs.uri(),
                        List.of("<sip:192.0.2.9;lr>"),
                        phase != KeptDialog.Phase.EARLY,
                        cseq,
                        cseq + random.nextInt(9),
                        random.nextInt(9) - 1),
                new SipPeer(text(), any(SipTransport.values()), address()),
                phase == KeptDialog.Phase.CONFIRMED ? Optional.empty() : Optional.of(invite));
    }

    private Offer offer() throws SdpSyntaxException {
        SessionDescription session = description();
        return new Offer(
                session,
                session.media().get(random.nextInt(session.media().size())),
                any(MediaTransport.values()),
                address());
    }

    private SessionDescription description() throws SdpSyntaxException {
        return SdpParser.parse(
                random.nextBoolean()
                        ? RECORDING
                        : RECORDING.replace("s=Playback", "s=Play").replaceAll("a=.*\n", ""));
    }

    private InetSocketAddress address() {
        String host = random.nextBoolean() ? "2001:db8::" + random.nextInt(9_999) : "192.0.2." + random.nextInt(255);
        return new InetSocketAddress(InetAddress.ofLiteral(host), 1 + random.nextInt(65_535));
    }

    private Ssrc ssrc() {
        return new Ssrc(random.nextLong(1L << 32));
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private String text() {
        return "t" + Long.toString(random.nextLong(1L << 50), 36);
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static String text(SipRequest request) {
        return new String(SipWriter.write(request), StandardCharsets.UTF_8);
    }
}
