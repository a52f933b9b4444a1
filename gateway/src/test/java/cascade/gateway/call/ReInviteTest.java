package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static cascade.gateway.call.CallWorld.answer;
import static cascade.gateway.call.CallWorld.offer;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.FakeMediaPlane.FakeStream;
import cascade.gateway.call.FakeMediaPlane.FakeViewer;
import cascade.gateway.field.FieldReport;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.sip.message.SipResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a re-INVITE of either side changes in a running call (RFC 3261 section 14, RFC 3264 section 8). */
@FieldReport(value = "F05", part = "each form, with fakes")
class ReInviteTest {

    private static final String RECVONLY = "a=recvonly";

    private final CallWorld world = new CallWorld();
    private FakeServerTransaction invite;

    @BeforeEach
    void establish() {
        invite = world.invite();
        world.lowerAnswers(200, "a");
        invite.acknowledge();
    }

    private FakeViewer viewer() {
        return world.media.viewers.getLast();
    }

    private FakeStream source() {
        return world.media.streams.getFirst();
    }

    private static String sdp(FakeServerTransaction answered) {
        return answered.finalAnswer().map(SipResponse::bodyText).orElse("");
    }

    private void callStandsAsItWas() {
        assertThat(viewer().remote.getPort()).isEqualTo(6000);
        assertThat(viewer().held).isFalse();
        assertThat(world.media.open()).isEqualTo(2);
        assertThat(world.sent("BYE", UPPER)).isEmpty();
        assertThat(world.calls.recent()).isEmpty();
    }

    @Test
    void anUppersNewAddressMovesTheMedia() {
        var again = world.reInviteOfUpper(22, offer(6798, RECVONLY));

        assertThat(again.status()).isEqualTo(200);
        assertThat(viewer().remote.getPort()).isEqualTo(6798);
        assertThat(sdp(again))
                .as("our side stays")
                .contains(sdp(invite)
                        .lines()
                        .filter(line -> line.startsWith("m="))
                        .toList());
        assertThat(sdp(again)).contains("a=sendonly", "y=0100000042");
        assertThat(world.media.viewers).hasSize(1);
    }

    @Test
    void whatDoesNotChangeIsAnsweredWithWhatIsInForce() {
        var again = world.reInviteOfUpper(22, offer(6000, RECVONLY));

        assertThat(again.status()).isEqualTo(200);
        assertThat(sdp(again)).isEqualTo(sdp(invite));
        callStandsAsItWas();
    }

    @Test
    void oneWithoutAnOfferIsToldWhatIsInForce() {
        var again = world.reInviteOfUpper(22, "");

        assertThat(again.status()).isEqualTo(200);
        assertThat(sdp(again)).isEqualTo(sdp(invite));
        callStandsAsItWas();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=inactive", "a=sendonly"})
    void anUpperHoldsAndResumes(String direction) {
        var hold = world.reInviteOfUpper(22, offer(6000, direction));

        assertThat(hold.status()).isEqualTo(200);
        assertThat(sdp(hold)).contains("a=inactive");
        assertThat(viewer().held).isTrue();
        hold.acknowledge();

        var resume = world.reInviteOfUpper(23, offer(6000, RECVONLY));

        assertThat(resume.status()).isEqualTo(200);
        assertThat(sdp(resume)).contains("a=sendonly");
        assertThat(viewer().held).isFalse();
    }

    @Test
    void theOldNowhereAddressHoldsToo() {
        var hold =
                world.reInviteOfUpper(22, offer(6000, RECVONLY).replace("c=IN IP4 10.69.80.187", "c=IN IP4 0.0.0.0"));

        assertThat(hold.status()).isEqualTo(200);
        assertThat(viewer().held).isTrue();
        assertThat(viewer().remote.getPort()).isEqualTo(6000);
    }

    @Test
    void anotherTransportGetsALegOfItsOwnAndTheOldOneGoesWithTheAck() {
        FakeViewer udp = viewer();
        var again = world.reInviteOfUpper(
                22, offer(6798, "a=recvonly\r\na=setup:passive").replace("RTP/AVP", "TCP/RTP/AVP"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(sdp(again)).contains("TCP/RTP/AVP", "a=setup:active", "y=0100000042");
        assertThat(viewer().spec.transport()).isEqualTo(MediaTransport.TCP_ACTIVE);
        assertThat(udp.closed).as("until the ACK").isFalse();
        assertThat(viewer().started).isFalse();

        again.acknowledge();

        assertThat(udp.closed).isTrue();
        assertThat(viewer().started).isTrue();
        world.byeOfUpper(true);
        assertThat(world.calls.recent().getFirst().packets()).as("of both legs").isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c=IN IP4 10.69.80.187 | c=IN IP4 239.1.2.3       | 239.1.2.3
            m=video 6000          | m=video 0                | no usable m=video
            m=video               | m=audio                  | no usable m=video
            a=recvonly            | a=streamnumber:1         | another call
            s=Play                | s=Playback               | cannot change its kind
            """)
    void whatCannotBeDoneIsRefusedAndTheCallGoesOn(String replaced, String by, String why) {
        var again = world.reInviteOfUpper(22, offer(6000, RECVONLY).replace(replaced, by));

        assertThat(again.status()).isEqualTo(488);
        assertThat(again.finalAnswer()
                        .flatMap(refused -> refused.header("Warning"))
                        .orElseThrow())
                .contains(why);
        callStandsAsItWas();
    }

    @Test
    void aSecondOneBeforeTheFirstIsAnsweredComesBackLater() {
        world.media.instant = false;
        var first = world.reInviteOfUpper(22, offer(6798, "a=setup:passive").replace("RTP/AVP", "TCP/RTP/AVP"));
        var second = world.reInviteOfUpper(23, offer(6800, RECVONLY));

        assertThat(first.isAnswered()).isFalse();
        assertThat(second.status()).isEqualTo(500);
        assertThat(second.finalAnswer().flatMap(refused -> refused.header("Retry-After")))
                .isPresent();
        world.media.answerNext();
        assertThat(first.status()).isEqualTo(200);
    }

    @Test
    void oneThatIsCancelledChangesNothing() {
        world.media.instant = false;
        var again = world.reInviteOfUpper(22, offer(6798, "a=setup:passive").replace("RTP/AVP", "TCP/RTP/AVP"));
        again.cancel();
        world.media.answerNext();

        assertThat(again.status()).isEqualTo(487);
        assertThat(world.media.viewers.getFirst().closed).isFalse();
        assertThat(world.media.viewers.getLast().closed)
                .as("the leg opened for it")
                .isTrue();
    }

    @Test
    void oneThatIsNeverAcknowledgedEndsTheCall() {
        world.reInviteOfUpper(22, offer(6798, RECVONLY)).ackOverdue();

        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(world.calls.recent().getFirst().cause().label()).isEqualTo("no-ack");
    }

    @Test
    @FieldReport(value = "load 19", part = "CSeq order of INVITE")
    void oneOutOfOrderIsRefused() {
        assertThat(world.reInviteOfUpper(19, offer(6798, RECVONLY)).status()).isEqualTo(500);
        callStandsAsItWas();
    }

    @Test
    void oneInNoDialogIsAnswered481() {
        world.byeOfUpper(true);
        assertThat(world.reInviteOfUpper(22, offer(6798, RECVONLY)).status()).isEqualTo(481);
    }

    @Test
    void oneBeforeTheAckIsGlare() {
        var early = new CallWorld();
        early.invite();
        assertThat(early.reInviteOfUpper(22, offer(6798, RECVONLY)).status()).isEqualTo(500);
        early.lowerAnswers(200, "a");
        assertThat(early.reInviteOfUpper(23, offer(6798, RECVONLY)).status()).isEqualTo(491);
    }

    @Test
    void aLowersNewAddressMovesTheSource() {
        var again = world.reInviteOfLower(1, "a", answer(6930, "a=sendonly"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(source().announced.getLast().rtp().getPort()).isEqualTo(6930);
        assertThat(sdp(again)).contains("m=video " + source().sourceLocal().rtpPort() + " RTP/AVP 96", RECVONLY);
        assertThat(world.sent("BYE", LOWER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=inactive", "a=recvonly"})
    void aLowerHoldsAndResumes(String direction) {
        var hold = world.reInviteOfLower(1, "a", answer(6100, direction));

        assertThat(sdp(hold)).contains("a=inactive");
        assertThat(source().held).as("its silence is no fault").isTrue();
        hold.acknowledge();

        var resume = world.reInviteOfLower(2, "a", answer(6100, "a=sendonly"));

        assertThat(sdp(resume)).contains(RECVONLY);
        assertThat(source().held).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RTP/AVP 96                | RTP/AVP 98          | payload type 98
            a=rtpmap:96 PS/90000      | a=rtpmap:96 H264/90000 | H264
            RTP/AVP                   | TCP/RTP/AVP         | TCP/RTP/AVP
            m=video 6100              | m=video 0           | no video
            """)
    void aLowersOfferThatViewersCannotTakeIsRefused(String replaced, String by, String why) {
        var again = world.reInviteOfLower(1, "a", answer(6100, "a=sendonly").replace(replaced, by));

        assertThat(again.status()).isEqualTo(488);
        assertThat(again.finalAnswer()
                        .flatMap(refused -> refused.header("Warning"))
                        .orElseThrow())
                .contains(why);
        assertThat(source().announced).hasSize(1);
        callStandsAsItWas();
    }

    @Test
    void aLowersReInviteBeforeOurAckIsGlare() {
        var early = new CallWorld();
        early.invite();
        assertThat(early.reInviteOfLower(1, "a", answer(6930, "a=sendonly")).status())
                .isEqualTo(491);
        early.lowerAnswers(200, "a");
        assertThat(early.reInviteOfLower(2, "a", answer(6930, "a=sendonly")).status())
                .isEqualTo(491);
    }

    @Test
    void aViewerThatJoinsLaterIsToldWhatTheLowerSaysNow() {
        world.reInviteOfLower(1, "a", answer(6100, "a=sendonly\r\nf=v/2/6/25/1/4000a///"));

        assertThat(sdp(world.reInviteOfUpper(22, offer(6000, RECVONLY)))).contains("f=v/2/6/25/1/4000a///");
    }

    @Test
    void nothingIsLeftWhenTheCallEndsInTheMiddleOfOne() {
        world.media.instant = false;
        var again = world.reInviteOfUpper(22, offer(6798, "a=setup:passive").replace("RTP/AVP", "TCP/RTP/AVP"));
        world.byeOfLower("a");
        world.media.answerNext();
        world.time.pass(Duration.ofMinutes(1));

        assertThat(again.status()).isEqualTo(487);
        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(world.media.open()).isZero();
        assertThat(world.context.ssrcs().inUse()).isZero();
    }
}
