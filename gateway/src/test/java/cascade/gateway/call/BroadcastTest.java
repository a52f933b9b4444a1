package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.CHANNEL;
import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.Via;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Broadcast step by step, with both platforms, the media plane and time in the test's hand. */
class BroadcastTest {

    private static final String UPPER_ID = "37280000002000000001";
    private static final String LOWER_ID = "37280600002000000002";
    private static final String OURS_BELOW = "37280600002000000001";
    private static final String SOURCE = "37280000001360000001";

    private final CallWorld world = new CallWorld();
    private int numbers;

    @AfterEach
    void nothingIsLeft() {
        world.calls.onDomainRemoved(world.upper());
        world.sent.stream()
                .filter(each -> each.request().is("BYE") && !each.isDecided())
                .toList()
                .forEach(bye -> bye.answer(200));
        world.sent.stream()
                .filter(each -> each.cancelled && !each.isDecided())
                .forEach(cancelled -> cancelled.answer(487));
        assertThat(world.media.open()).as("media legs").isZero();
        assertThat(world.context.ssrcs().inUse()).as("SSRCs").isZero();
        assertThat(world.context.upperDialogs().size())
                .as("dialogs that were taken")
                .isZero();
        assertThat(world.context.lowerDialogs().size())
                .as("dialogs that were made")
                .isZero();
        assertThat(world.calls.viewersOf(world.upper())).isZero();
        assertThat(world.calls.streamsOf(world.lower())).isZero();
    }

    private FakeServerTransaction announce() {
        return announce(7);
    }

    private FakeServerTransaction announce(long sn) {
        var message =
                transaction(request("MESSAGE", UPPER_ID, "10.69.80.187", "announcement" + ++numbers), "city", true);
        world.calls
                .broadcasts()
                .onNotify(
                        message,
                        world.upper(),
                        Other.of(
                                Root.NOTIFY,
                                "Broadcast",
                                sn,
                                Optional.empty(),
                                List.of(XmlNode.of("SourceID", SOURCE), XmlNode.of("TargetID", CHANNEL))));
        return message;
    }

    private static FakeServerTransaction transaction(SipRequest.Builder request, String domain, boolean ofUpper) {
        return new FakeServerTransaction(request.build(), ofUpper ? UPPER : LOWER, domain, "ours");
    }

    private SipRequest.Builder request(String method, String from, String host, String callId) {
        numbers++;
        return SipRequest.builder(method, SipUri.of(OURS_BELOW, "192.168.1.1"))
                .via(new Via("UDP", host, 7100, Map.of()).with("branch", "z9hG4bKb" + numbers))
                .from(NameAddr.of(SipUri.of(from, host)).withTag("theirs"))
                .to(NameAddr.of(SipUri.of(OURS_BELOW, "192.168.1.1")))
                .callId(callId)
                .cseq(20)
                .contact(NameAddr.of(SipUri.of(from, host, 7100)));
    }

    private static byte[] sdp(String host, int port, String direction) {
        return CallWorld.sdp(CHANNEL, host, "m=audio " + port + " RTP/AVP 8", direction, "0100000042")
                .replace("a=rtpmap:96 PS/90000", "a=rtpmap:8 PCMA/8000")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private FakeServerTransaction lowerCalls() {
        var invite = transaction(
                request("INVITE", LOWER_ID, "192.168.1.20", "voice")
                        .body("application/sdp", sdp("192.168.1.20", 6_100, "a=recvonly")),
                "district",
                false);
        assertThat(world.calls.broadcasts().onInvite(invite)).isTrue();
        return invite;
    }

    private FakeServerTransaction byeOfLower(FakeServerTransaction invite) {
        var bye = transaction(
                request("BYE", LOWER_ID, "192.168.1.20", invite.request().callId()), "district", false);
        world.calls.onBye(bye);
        return bye;
    }

    private void lowerResponds(String result) {
        var message = transaction(request("MESSAGE", LOWER_ID, "192.168.1.20", "response"), "district", false);
        String body = notices().getLast().request().bodyText();
        long sn = Long.parseLong(body.replaceAll("(?s).*<SN>(\\d+)</SN>.*", "$1"));
        ManscdpMessage response = Other.of(
                Root.RESPONSE,
                "Broadcast",
                sn,
                Optional.of(new DeviceId(CHANNEL)),
                List.of(XmlNode.of("Result", result)));
        world.calls.broadcasts().onResponse(message, world.lower(), response);
    }

    private List<FakeClientTransaction> notices() {
        return world.sent("MESSAGE", LOWER);
    }

    /** Results that the upper was told. */
    private List<String> told() {
        List<String> results = new ArrayList<>();
        world.sent("MESSAGE", UPPER).forEach(each -> {
            String body = each.request().bodyText();
            if (body.contains("Broadcast")) {
                results.add(body.replaceAll("(?s).*<Result>(\\w+)</Result>.*", "$1"));
            }
        });
        return results;
    }

    private FakeClientTransaction inviteUp() {
        return world.sent("INVITE", UPPER).getLast();
    }

    private void upperAnswers() {
        FakeClientTransaction invite = inviteUp();
        invite.answer(SipResponse.to(invite.request(), 200)
                .toTag("speaker")
                .contact(NameAddr.of(SipUri.of(UPPER_ID, "10.69.80.187", 7100)))
                .body("application/sdp", sdp("10.69.80.187", 6_000, "a=sendonly"))
                .build());
    }

    private String cause() {
        return world.calls.recent().getFirst().cause().label();
    }

    @Test
    void packetsGoDownWhenTheLowerHasAcknowledgedAndTheUpperIsAcknowledgedAtOnce() {
        announce();
        FakeServerTransaction invite = lowerCalls();
        upperAnswers();

        assertThat(inviteUp().acknowledgedTags).containsExactly("speaker");
        assertThat(invite.status()).isEqualTo(200);
        assertThat(world.media.viewers.getFirst().started).isFalse();
        invite.acknowledge();
        assertThat(world.media.viewers.getFirst().started).isTrue();
        assertThat(world.calls.viewersOf(world.upper())).isEqualTo(1);
    }

    @Test
    void theUpperIsToldOnceHoweverOftenTheLowerResponds() {
        announce();
        lowerResponds("OK");
        lowerResponds("OK");
        lowerCalls();
        lowerResponds("OK");

        assertThat(told()).containsExactly("OK");
    }

    @Test
    void anErrorAfterTheCallEndsIt() {
        announce();
        FakeServerTransaction invite = lowerCalls();
        lowerResponds("ERROR");

        assertThat(invite.status()).isEqualTo(480);
        assertThat(inviteUp().cancelled).isTrue();
        inviteUp().answer(487);
        assertThat(cause()).isEqualTo("rejected-by-lower");
    }

    @Test
    void aLowerThatDoesNotCallIsTimedOutAndMayNotCallAnyMore() {
        announce();
        lowerResponds("OK");
        world.time.pass(Duration.ofSeconds(10));

        assertThat(cause()).isEqualTo("lower-timeout");
        assertThat(told()).containsExactly("OK");
        var late = transaction(request("INVITE", LOWER_ID, "192.168.1.20", "late"), "district", false);
        assertThat(world.calls.broadcasts().onInvite(late)).isFalse();
    }

    @Test
    void anAnswerOfTheUpperThatComesAfterTheLowersByeIsAcknowledgedAndEnded() {
        announce();
        FakeServerTransaction invite = lowerCalls();
        byeOfLower(invite);

        assertThat(invite.status()).isEqualTo(487);
        upperAnswers();
        assertThat(inviteUp().acknowledgedTags).containsExactly("speaker");
        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(cause()).isEqualTo("lower-bye");
    }

    @Test
    void aCancelThatIsThereAlreadyAsksTheUpperNothing() {
        announce();
        var invite = transaction(
                request("INVITE", LOWER_ID, "192.168.1.20", "voice")
                        .body("application/sdp", sdp("192.168.1.20", 6_100, "a=recvonly")),
                "district",
                false);
        invite.cancelledAtOnce = true;
        world.calls.broadcasts().onInvite(invite);

        assertThat(invite.status()).isEqualTo(487);
        assertThat(world.sent("INVITE", UPPER)).isEmpty();
    }

    @Test
    void anOfferWithoutVoiceIsRefused() {
        announce();
        var invite = transaction(
                request("INVITE", LOWER_ID, "192.168.1.20", "voice")
                        .body(
                                "application/sdp",
                                CallWorld.answer(6_100, "a=recvonly").getBytes(StandardCharsets.US_ASCII)),
                "district",
                false);
        world.calls.broadcasts().onInvite(invite);

        assertThat(invite.status()).isEqualTo(488);
        assertThat(cause()).isEqualTo("bad-offer");
    }

    @Test
    void aSilentUpperIsGivenUp() {
        announce();
        FakeServerTransaction invite = lowerCalls();
        world.time.pass(Duration.ofSeconds(20));

        assertThat(invite.status()).isEqualTo(408);
        assertThat(inviteUp().cancelled).isTrue();
        inviteUp().answer(487);
        assertThat(cause()).isEqualTo("upper-offline");
    }

    @Test
    void withoutTheLowersAckBothAreEnded() {
        announce();
        FakeServerTransaction invite = lowerCalls();
        upperAnswers();
        invite.ackOverdue();

        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(world.sent("BYE", LOWER)).hasSize(1);
        assertThat(cause()).isEqualTo("no-ack");
    }

    @Test
    void silenceEndsBoth() {
        announce();
        FakeServerTransaction invite = lowerCalls();
        upperAnswers();
        invite.acknowledge();
        world.media
                .streams
                .getFirst()
                .listener
                .onMediaEvent(new MediaEvent.Silence(1, MediaEvent.Silence.Kind.MEDIA_TIMEOUT, Duration.ofSeconds(30)));

        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(world.sent("BYE", LOWER)).hasSize(1);
        assertThat(cause()).isEqualTo("media-timeout");
    }

    @Test
    void announcedAnewBeforeTheLowerCalledTheNewOneCounts() {
        double failures = world.setupFailures();
        announce(7);
        announce(8);

        assertThat(notices()).hasSize(2);
        assertThat(told()).as("of the former").isEmpty();
        assertThat(world.calls.recent()).hasSize(1);
        assertThat(cause()).isEqualTo("cancelled");
        assertThat(world.setupFailures()).isEqualTo(failures);
        lowerCalls();
        assertThat(told()).containsExactly("OK");
        assertThat(world.sent("MESSAGE", UPPER).getLast().request().bodyText()).contains("<SN>8</SN>");
    }

    @Test
    void aRepeatedAnnouncementIsAnnouncedOnce() {
        announce(7);
        FakeServerTransaction repeated = announce(7);

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(notices()).hasSize(1);
        assertThat(world.calls.recent()).isEmpty();
        lowerResponds("OK");
        lowerCalls();
        announce(7);
        assertThat(told()).as("while it runs, too").containsExactly("OK");
        assertThat(notices()).hasSize(1);
    }

    @Test
    void aRunningOneKeepsTheFloor() {
        announce();
        FakeServerTransaction invite = lowerCalls();
        upperAnswers();
        invite.acknowledge();
        announce(8);

        assertThat(told()).containsExactly("OK", "ERROR");
        assertThat(notices()).hasSize(1);
    }

    @Test
    void theDomainThatGoesTakesItAlong() {
        announce();
        FakeServerTransaction invite = lowerCalls();
        upperAnswers();
        invite.acknowledge();
        world.calls.onDomainRemoved(world.lower());

        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(world.sent("BYE", LOWER)).hasSize(1);
        assertThat(cause()).isEqualTo("lower-offline");
    }
}
