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
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.Via;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What both platforms do about a broadcast, each method a message of one of them. */
final class BroadcastScene {

    private static final String UPPER_ID = "37280000002000000001";
    static final String LOWER_ID = "37280600002000000002";
    private static final String OURS_BELOW = "37280600002000000001";
    private static final String SOURCE = "37280000001360000001";

    final CallWorld world;
    final List<FakeServerTransaction> received = new ArrayList<>();
    private int numbers;

    BroadcastScene(CallWorld world) {
        this.world = world;
    }

    FakeServerTransaction announce() {
        return announce(7);
    }

    FakeServerTransaction announce(long sn) {
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

    FakeServerTransaction transaction(SipRequest.Builder request, String domain, boolean ofUpper) {
        var transaction = new FakeServerTransaction(request.build(), ofUpper ? UPPER : LOWER, domain, "ours");
        received.add(transaction);
        return transaction;
    }

    SipRequest.Builder request(String method, String from, String host, String callId) {
        numbers++;
        return SipRequest.builder(method, SipUri.of(OURS_BELOW, "192.168.1.1"))
                .via(new Via("UDP", host, 7100, Map.of()).with("branch", "z9hG4bKb" + numbers))
                .from(NameAddr.of(SipUri.of(from, host)).withTag("theirs"))
                .to(NameAddr.of(SipUri.of(OURS_BELOW, "192.168.1.1")))
                .callId(callId)
                .cseq(20)
                .contact(NameAddr.of(SipUri.of(from, host, 7100)));
    }

    static byte[] sdp(String host, int port, String direction) {
        return CallWorld.sdp(CHANNEL, host, "m=audio " + port + " RTP/AVP 8", direction, "0100000042")
                .replace("a=rtpmap:96 PS/90000", "a=rtpmap:8 PCMA/8000")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Its INVITE for the voice, which nobody has seen yet. */
    FakeServerTransaction inviteOfLower() {
        return transaction(
                request("INVITE", LOWER_ID, "192.168.1.20", "voice")
                        .body("application/sdp", sdp("192.168.1.20", 6_100, "a=recvonly")),
                "district",
                false);
    }

    FakeServerTransaction lowerCalls() {
        FakeServerTransaction invite = inviteOfLower();
        assertThat(world.calls.broadcasts().onInvite(invite)).isTrue();
        return invite;
    }

    FakeServerTransaction byeOfLower(FakeServerTransaction invite) {
        var bye = transaction(
                request("BYE", LOWER_ID, "192.168.1.20", invite.request().callId()), "district", false);
        world.calls.onBye(bye);
        return bye;
    }

    void lowerResponds(String result) {
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

    List<FakeClientTransaction> notices() {
        return world.sent("MESSAGE", LOWER);
    }

    /** Results that the upper was told. */
    List<String> told() {
        List<String> results = new ArrayList<>();
        world.sent("MESSAGE", UPPER).forEach(each -> {
            String body = each.request().bodyText();
            if (body.contains("Broadcast")) {
                results.add(body.replaceAll("(?s).*<Result>(\\w+)</Result>.*", "$1"));
            }
        });
        return results;
    }

    FakeClientTransaction inviteUp() {
        return world.sent("INVITE", UPPER).getLast();
    }

    void upperAnswers() {
        FakeClientTransaction invite = inviteUp();
        invite.answer(SipResponse.to(invite.request(), 200)
                .toTag("speaker")
                .contact(NameAddr.of(SipUri.of(UPPER_ID, "10.69.80.187", 7100)))
                .body("application/sdp", sdp("10.69.80.187", 6_000, "a=sendonly"))
                .build());
    }

    FakeServerTransaction byeOfUpper() {
        SipRequest invite = inviteUp().request();
        var bye = transaction(
                SipRequest.builder("BYE", SipUri.of(OURS_BELOW, "10.69.91.7"))
                        .via(new Via("UDP", "10.69.80.187", 7100, Map.of()).with("branch", "z9hG4bKu" + ++numbers))
                        .from(invite.to().withTag("speaker"))
                        .to(invite.from())
                        .callId(invite.callId())
                        .cseq(30),
                "city",
                true);
        world.calls.onBye(bye);
        return bye;
    }

    String cause() {
        return world.calls.recent().getFirst().cause().label();
    }
}
