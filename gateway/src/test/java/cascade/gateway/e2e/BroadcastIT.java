package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.PORT;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static cascade.gateway.testkit.gateway.ScriptedCascade.via;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.Via;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.media.MediaEnd;
import cascade.gateway.testkit.media.Tone;
import cascade.gateway.testkit.sip.ScriptedPeer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broadcast: an upper announces its voice, a lower calls for it, and every way in which that ends. */
@Execution(ExecutionMode.CONCURRENT)
class BroadcastIT {

    private static final String SOURCE = "37280000001360000001";
    private static final double HZ = 1_000;
    private static final int PACKETS = 50;
    private static final int UPPER_SSRC = 100_000_777;
    private static final String TOWN_ID = "37280000000000000009";
    private static final int TOWN_PORT = 7101;
    private static final String TOWN = """
            gateway.call.broadcast-timeout = 1500ms
            domains.town {
              role = upper, network = district, profile = hikvision-ncg
              device-id = "37280000000000000009"
              hosts = ["LOWER:7101"]
              share = [{ from = ncg }]
            }
            """;

    private final ScriptedCascade cascade = new ScriptedCascade("\ngateway.call.broadcast-timeout = 1500ms\n").up();
    private final ScriptedPeer upper = cascade.upper;
    private final ScriptedPeer lower = cascade.lower;
    private int messages;

    @AfterEach
    void nothingIsLeftOver() {
        cascade.closeWhenQuiet();
    }

    private SipRequest announcement(String target) {
        messages++;
        return cascade.upperMessage("MESSAGE", "broadcast-" + messages + "-" + System.nanoTime())
                .body(
                        "Application/MANSCDP+xml",
                        ("<?xml version=\"1.0\"?>\r\n<Notify><CmdType>Broadcast</CmdType><SN>" + (990 + messages)
                                        + "</SN><SourceID>" + SOURCE + "</SourceID><TargetID>" + target
                                        + "</TargetID></Notify>\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /** Announced by the upper; what the lower hears of it. */
    private SipRequest announced() {
        upper.sends(announcement(CHANNEL));
        upper.expectsResponse(200, "MESSAGE");
        return lower.expectsRequest("MESSAGE", "<CmdType>Broadcast</CmdType>");
    }

    private void lowerResponds(SipRequest notice, String result) {
        lower.sends(cascade.lowerMessage("MESSAGE", "response-" + System.nanoTime())
                .body(
                        "Application/MANSCDP+xml",
                        ("<?xml version=\"1.0\"?>\r\n<Response><CmdType>Broadcast</CmdType><SN>" + field(notice, "SN")
                                        + "</SN><DeviceID>" + CHANNEL + "</DeviceID>" + result + "</Response>\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                .build());
        lower.expectsResponse(200, "MESSAGE");
    }

    /** What the upper is told; answered. */
    private SipRequest upperTold(String result) {
        SipRequest told = upper.expectsRequest("MESSAGE", "<CmdType>Broadcast</CmdType>");
        assertThat(told.bodyText()).contains("<Response>", "<Result>" + result + "</Result>");
        assertThat(field(told, "DeviceID")).isEqualTo(CHANNEL);
        upper.answers(told, 200);
        return told;
    }

    private static String sdp(String host, int port, MediaTransport peers, String direction, String y) {
        List<String> lines = new ArrayList<>(List.of(
                "v=0",
                "o=" + CHANNEL + " 0 0 IN IP4 " + host,
                "s=Play",
                "c=IN IP4 " + host,
                "t=0 0",
                "m=audio " + port + (peers == MediaTransport.UDP ? " RTP/AVP" : " TCP/RTP/AVP") + " 8 96",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:96 PS/90000",
                "a=" + direction));
        if (peers != MediaTransport.UDP) {
            lines.add("a=setup:" + (peers == MediaTransport.TCP_PASSIVE ? "passive" : "active"));
            lines.add("a=connection:new");
        }
        lines.add("y=" + y);
        lines.add("");
        return String.join("\r\n", lines);
    }

    /** A call of the lower for the voice. */
    private SipRequest lowersInvite(String from, String subject, String sdp) {
        return SipRequest.builder("INVITE", SipUri.of(UPPER_ID, cascade.districtHost, PORT))
                .via(via(cascade.lowerHost))
                .from(NameAddr.tagged(SipUri.of(from, cascade.lowerHost, PORT), "v" + System.nanoTime()))
                .to(NameAddr.of(SipUri.of(UPPER_ID, cascade.districtHost, PORT)))
                .callId("voice-" + System.nanoTime())
                .cseq(30)
                .contact(contact(LOWER_ID, cascade.lowerHost))
                .header("Max-Forwards", "70")
                .header("Subject", subject)
                .body("Application/SDP", sdp.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private SipRequest lowersInvite() {
        return lowersInvite(
                LOWER_ID,
                UPPER_ID + ":0," + CHANNEL + ":0",
                sdp(cascade.lowerHost, 6_100, MediaTransport.UDP, "recvonly", "0100000088"));
    }

    /** The lower has called, and the upper is called for the voice. */
    private SipRequest carriedUp(SipRequest invite) {
        lower.sends(invite);
        lower.expectsResponse(100, "INVITE");
        return upper.expectsRequest("INVITE");
    }

    private void upperAnswers(SipRequest inviteUp, int port, MediaTransport uppers) {
        upper.answers(
                inviteUp,
                200,
                ok -> ok.contact(contact(UPPER_ID, cascade.upperHost))
                        .body(
                                "Application/SDP",
                                sdp(cascade.upperHost, port, uppers, "sendonly", "0100000777")
                                        .replace(" 8 96", " 8")
                                        .getBytes(StandardCharsets.UTF_8)));
        upper.expectsRequest("ACK");
    }

    private SipRequest lowerInDialog(String method, long cseq, SipRequest invite, SipResponse ok) {
        return SipRequest.builder(method, ok.contact().orElseThrow().uri())
                .via(via(cascade.lowerHost))
                .from(ok.from())
                .to(ok.to())
                .callId(invite.callId())
                .cseq(cseq)
                .header("Max-Forwards", "70")
                .build();
    }

    private record Voice(SipRequest invite, SipRequest inviteUp, SipResponse ok) {}

    private Voice established() {
        return established(lowersInvite(), 6_000, MediaTransport.UDP);
    }

    /** The lower takes the announcement, and the upper is told so. */
    private SipRequest agreed() {
        SipRequest notice = announced();
        lower.answers(notice, 200);
        lowerResponds(notice, "<Result>OK</Result>");
        upperTold("OK");
        return notice;
    }

    private Voice established(SipRequest invite, int upperPort, MediaTransport uppers) {
        agreed();
        return called(invite, upperPort, uppers);
    }

    private Voice called(SipRequest invite, int upperPort, MediaTransport uppers) {
        SipRequest inviteUp = carriedUp(invite);
        upperAnswers(inviteUp, upperPort, uppers);
        SipResponse ok = lower.expectsResponse(200, "INVITE");
        lower.sends(lowerInDialog("ACK", 30, invite, ok));
        return new Voice(invite, inviteUp, ok);
    }

    private SipRequest upperInDialogOf(String method, SipRequest inviteUp) {
        return SipRequest.builder(method, inviteUp.contact().orElseThrow().uri())
                .via(via(cascade.upperHost))
                .from(inviteUp.to().withTag("peer" + inviteUp.callId()))
                .to(inviteUp.from())
                .callId(inviteUp.callId())
                .cseq(50)
                .header("Max-Forwards", "70")
                .build();
    }

    private void upperHangsUp(Voice voice) {
        SipRequest bye = upperInDialogOf("BYE", voice.inviteUp());
        upper.sends(bye);
        upper.expectsResponse(200, bye);
        SipRequest byeDown = lower.expectsRequest("BYE");
        assertThat(byeDown.callId()).isEqualTo(voice.invite().callId());
        lower.answers(byeDown, 200);
    }

    private void endsAs(String cause) {
        await().until(() -> cascade.gateway.recentCalls().size() == 1);
        JsonObject call = cascade.gateway.recentCalls().getJsonObject(0);
        assertThat(call.getString("cause")).isEqualTo(cause);
        assertThat(cascade.gateway.metric(
                        "cascade_calls_total", "domain=\"city\"", "kind=\"broadcast\"", "cause=\"" + cause + "\""))
                .isEqualTo(1);
        assertThat(viewers()).isZero();
    }

    private double viewers() {
        return cascade.gateway.metric("cascade_viewers", "domain=\"city\"", "kind=\"broadcast\"");
    }

    private static SessionDescription read(byte[] body) {
        try {
            return SdpParser.parse(body);
        } catch (SdpSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static LegAddress leg(byte[] body) {
        SessionDescription read = read(body);
        return new LegAddress(
                read.address().orElseThrow(), read.audio().orElseThrow().port());
    }

    /** @param toLower the gateway's role; towards the upper it has the lower's */
    @ParameterizedTest
    @EnumSource(MediaTransport.class)
    @Clause("9.12.1")
    void theDeviceHearsTheToneOfTheUpper(MediaTransport toLower) {
        MediaTransport lowers = mirrored(toLower);
        MediaTransport uppers = mirrored(lowers);
        try (MediaEnd device = new MediaEnd(toLower, cascade.lowerHost);
                MediaEnd speaker = new MediaEnd(lowers, cascade.upperHost)) {
            Voice voice = established(
                    lowersInvite(
                            LOWER_ID,
                            UPPER_ID + ":0," + CHANNEL + ":0",
                            sdp(cascade.lowerHost, port(device), lowers, "recvonly", "0100000088")),
                    port(speaker),
                    uppers);
            speaker.join(leg(voice.inviteUp().body()));
            device.join(leg(voice.ok().body()));
            assertThat(viewers()).isEqualTo(1);

            Tone.packets(HZ, PACKETS, UPPER_SSRC).forEach(speaker::send);
            List<byte[]> heard = new ArrayList<>();
            for (int i = 0; i < PACKETS; i++) {
                heard.add(device.receive());
            }

            assertThat(Tone.share(HZ, heard)).isGreaterThan(0.95);
            JsonObject stream = cascade.gateway.streams().getJsonObject(0);
            assertThat(stream.getString("kind")).isEqualTo("broadcast");
            assertThat(stream.getJsonObject("leg").getString("direction")).isEqualTo("out");
            assertThat(stream.getJsonObject("leg").getLong("packets")).isEqualTo(PACKETS);
            JsonObject ofUpper = stream.getJsonArray("viewers").getJsonObject(0).getJsonObject("leg");
            assertThat(ofUpper.getString("direction")).isEqualTo("in");
            assertThat(ofUpper.getLong("packets")).isEqualTo(PACKETS);
            upperHangsUp(voice);
            endsAs("upper-bye");
        }
    }

    private static MediaTransport mirrored(MediaTransport role) {
        return switch (role) {
            case UDP -> MediaTransport.UDP;
            case TCP_PASSIVE -> MediaTransport.TCP_ACTIVE;
            case TCP_ACTIVE -> MediaTransport.TCP_PASSIVE;
        };
    }

    private static int port(MediaEnd end) {
        return end.announced().getPort() == 0 ? 9 : end.announced().getPort();
    }

    @Test
    void eachSideSeesItsOwnIdsAndSession() {
        SipRequest notice = announced();
        assertThat(field(notice, "SourceID")).isEqualTo(UPPER_ID);
        assertThat(field(notice, "TargetID")).isEqualTo(CHANNEL);
        lower.answers(notice, 200);
        lowerResponds(notice, "<Result>OK</Result>");
        assertThat(field(upperTold("OK"), "SN")).isEqualTo("991");

        Voice voice = called(lowersInvite(), 6_000, MediaTransport.UDP);

        assertThat(voice.inviteUp().uri().user()).isEqualTo(SOURCE);
        assertThat(voice.inviteUp().from().uri().user()).isEqualTo(LOWER_ID);
        assertThat(voice.inviteUp().header("Subject").orElseThrow())
                .startsWith(SOURCE + ":")
                .contains("," + CHANNEL + ":");
        SessionDescription offered = read(voice.inviteUp().body());
        assertThat(offered.sessionName()).isEqualTo("Play");
        assertThat(offered.fMedia()).contains("v/////a/1/8/1");
        MediaDescription up = offered.audio().orElseThrow();
        assertThat(up.direction()).contains(Direction.RECVONLY);
        assertThat(up.payloadTypes()).containsExactly(8, 96);
        SessionDescription answered = read(voice.ok().body());
        assertThat(answered.audio().orElseThrow().direction()).contains(Direction.SENDONLY);
        assertThat(answered.fMedia()).contains("v/////a/1/8/1");
        assertThat(answered.ySsrc().orElseThrow().toY()).isEqualTo("0100000088");
        upperHangsUp(voice);
        endsAs("upper-bye");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Clause(value = "9.12.1", part = "the order of Response and INVITE")
    void aLowerMayCallBeforeItRespondsOrWithoutResponding(boolean responds) {
        SipRequest notice = announced();
        lower.answers(notice, 200);
        SipRequest invite = lowersInvite();
        lower.sends(invite);
        lower.expectsResponse(100, "INVITE");
        upperTold("OK");
        SipRequest inviteUp = upper.expectsRequest("INVITE");
        if (responds) {
            lowerResponds(notice, "<Result>OK</Result>");
        }
        upperAnswers(inviteUp, 6_000, MediaTransport.UDP);
        SipResponse ok = lower.expectsResponse(200, "INVITE");
        lower.sends(lowerInDialog("ACK", 30, invite, ok));

        upperHangsUp(new Voice(invite, inviteUp, ok));
        endsAs("upper-bye");
    }

    /** As devices call: by their own id, the ends of the Subject in either order. */
    @ParameterizedTest
    @ValueSource(strings = {CHANNEL + ":0," + UPPER_ID + ":0", UPPER_ID + ":0," + CHANNEL + ":0", "nothing"})
    void aDeviceMayCallByItsOwnId(String subject) {
        SipRequest invite = lowersInvite(
                CHANNEL, subject, sdp(cascade.lowerHost, 6_100, MediaTransport.UDP, "recvonly", "0100000088"));

        upperHangsUp(established(invite, 6_000, MediaTransport.UDP));
        endsAs("upper-bye");
    }

    @Test
    void theLowersRefusalGoesUpWithItsReason() {
        SipRequest notice = announced();
        lower.answers(notice, 200);
        lowerResponds(notice, "<Result>ERROR</Result><Reason>no loudspeaker</Reason>");

        assertThat(upperTold("ERROR").bodyText()).contains("no loudspeaker");
        endsAs("rejected-by-lower");
    }

    @Test
    void aMessageThatTheLowerDoesNotTakeIsAnErrorToTheUpper() {
        lower.answers(announced(), 403);

        upperTold("ERROR");
        endsAs("rejected-by-lower");
    }

    @Test
    void aLowerThatNeverCallsIsTimedOut() {
        lower.answers(announced(), 200);

        assertThat(upperTold("ERROR").bodyText()).contains("did not call");
        endsAs("lower-timeout");
    }

    @Test
    void theUppersRefusalGoesDown() {
        agreed();
        SipRequest inviteUp = carriedUp(lowersInvite());

        upper.answers(inviteUp, 486);

        upper.expectsRequest("ACK");
        lower.expectsResponse(486, "INVITE");
        endsAs("cancelled");
    }

    @Test
    void aSilentUpperIsAnErrorToTheLower() {
        agreed();
        carriedUp(lowersInvite());

        lower.expectsResponse(408, "INVITE");
        endsAs("upper-offline");
    }

    @Test
    void byeOfTheLowerEndsTheUppersCall() {
        Voice voice = established();

        SipRequest bye = lowerInDialog("BYE", 31, voice.invite(), voice.ok());
        lower.sends(bye);

        lower.expectsResponse(200, bye);
        SipRequest byeUp = upper.expectsRequest("BYE");
        assertThat(byeUp.callId()).isEqualTo(voice.inviteUp().callId());
        upper.answers(byeUp, 200);
        endsAs("lower-bye");
    }

    @Test
    void cancelOfTheLowerIsCarriedUp() {
        agreed();
        SipRequest invite = lowersInvite();
        SipRequest inviteUp = carriedUp(invite);
        upper.answers(inviteUp, 180);
        lower.expectsResponse(180, "INVITE");

        lower.sends(ScriptedCascade.cancelOf(invite));

        lower.expectsResponse(200, "CANCEL");
        lower.expectsResponse(487, "INVITE");
        SipRequest cancelUp = upper.expectsRequest("CANCEL");
        upper.answers(cancelUp, 200);
        upper.answers(inviteUp, 487);
        upper.expectsRequest("ACK");
        endsAs("lower-bye");
    }

    @Test
    void silenceOfTheUpperEndsBoth() {
        established();

        upper.answers(upper.expectsRequest("BYE"), 200);
        lower.answers(lower.expectsRequest("BYE"), 200);
        endsAs("no-media");
    }

    @Test
    void aSecondVoiceToTheChannelIsTurnedAway() {
        Voice voice = established();

        upper.sends(announcement(CHANNEL));
        upper.expectsResponse(200, "MESSAGE");
        assertThat(upperTold("ERROR").bodyText()).contains("somebody else speaks");
        SipRequest talk = cascade.invite(
                        CHANNEL,
                        sdp(cascade.upperHost, 6_200, MediaTransport.UDP, "sendrecv", "0100000099")
                                .replace("s=Play", "s=Talk"))
                .build();
        upper.sends(talk);
        SipResponse busy = upper.expectsResponse(486, talk);
        assertThat(busy.header("Reason").orElseThrow()).contains("somebody else speaks");
        upperHangsUp(voice);
        await().until(() -> viewers() == 0);
    }

    @Test
    void anUnknownTargetIs404() {
        SipRequest notice = announcement("37280600001379999999");
        upper.sends(notice);

        upper.expectsResponse(404, notice);
    }

    @Test
    void aLowerThatWasToldOfNoVoiceMayNotCall() {
        SipRequest invite = lowersInvite();
        lower.sends(invite);

        lower.expectsResponse(403, invite);
    }

    /** Two platforms behind one address: the upper that announced plays the channel before its lower calls. */
    @Test
    void anUpperAtTheAddressOfTheLowerMayPlayTheChannelThatItAnnouncedTo() {
        cascade.gateway.reload(cascade.config(TOWN));
        try (var town = new ScriptedPeer(cascade.lowerHost, TOWN_PORT, cascade.districtHost, PORT)) {
            town.answers(town.expectsRequest("REGISTER"), 200);
            await().until(() -> cascade.gateway.isOnline("town")
                    && cascade.gateway
                            .get("/api/v1/channels?domain=town")
                            .body()
                            .contains(CHANNEL));
            town.sends(ofTown(announcement(CHANNEL)));
            town.expectsResponse(200, "MESSAGE");
            lower.answers(lower.expectsRequest("MESSAGE", "<CmdType>Broadcast</CmdType>"), 200);

            town.sends(
                    ofTown(cascade.invite(CHANNEL, cascade.offer(6_000).replace(cascade.upperHost, cascade.lowerHost))
                            .build()));

            SipRequest played = lower.expectsRequest("INVITE");
            assertThat(played.uri().user()).isEqualTo(CHANNEL);
            lower.answers(played, 486);
            town.expectsResponse(486, "INVITE");
            town.answers(town.expectsRequest("MESSAGE", "did not call"), 200);
        }
    }

    private SipRequest ofTown(SipRequest ofCity) {
        return ofCity.toBuilder()
                .via(new Via("UDP", cascade.lowerHost, TOWN_PORT, Map.of())
                        .with("rport", "")
                        .with("branch", "z9hG4bKtown" + System.nanoTime()))
                .from(NameAddr.tagged(SipUri.of(TOWN_ID, cascade.lowerHost, TOWN_PORT), "town"))
                .contact(NameAddr.of(SipUri.of(TOWN_ID, cascade.lowerHost, TOWN_PORT)))
                .build();
    }

    @Test
    void aCallForAnotherSourceBelongsToNoBroadcast() {
        lower.answers(announced(), 200);
        SipRequest invite = lowersInvite().toBuilder()
                .uri(SipUri.of("37280000001369999999", cascade.districtHost, PORT))
                .build();
        lower.sends(invite);

        lower.expectsResponse(403, invite);
        upperTold("ERROR");
        await().until(() -> viewers() == 0);
    }

    @Test
    void withoutThePermissionItIsRefused() {
        cascade.gateway.reload(cascade.config("""
                gateway.call.broadcast-timeout = 1500ms
                domains.city.permissions = [live]
                """));
        SipRequest notice = announcement(CHANNEL);
        upper.sends(notice);

        assertThat(upper.expectsResponse(403, notice).header("Warning").orElseThrow())
                .contains("permission broadcast is missing");
        endsAs("not-permitted");
    }
}
