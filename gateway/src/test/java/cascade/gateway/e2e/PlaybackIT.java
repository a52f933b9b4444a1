package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.Subject;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recordings over real sockets: the offer downwards, the control by INFO, and the end of the file. */
class PlaybackIT {

    private static final String EXPORTED = "37280000001320000001";
    private static final String MANSRTSP = "Application/MANSRTSP";
    private static final String PAUSE = "PAUSE RTSP/1.0\r\nCSeq: 1\r\nPauseTime: now\r\n\r\n";

    private ScriptedCascade cascade;

    @BeforeEach
    void start() {
        cascade = new ScriptedCascade("""
                gateway.call.file-end-timeout = 1s
                gateway.media { no-media-timeout = 30s, media-timeout = 30s }
                domains.city.map = { "%s" = "%s" }
                """.formatted(CHANNEL, EXPORTED)).upWithExported(EXPORTED);
    }

    @AfterEach
    void stop() {
        cascade.close();
    }

    @Test
    void theLowerIsAskedForTheSameTimesUnderItsOwnId() {
        SipRequest invite = invite("Playback", "");
        cascade.upper.sends(invite);
        SipRequest down = cascade.lower.expectsRequest("INVITE");
        assertThat(down.bodyText())
                .contains("s=Playback\r\n")
                .contains("u=" + CHANNEL + ":3\r\n")
                .contains("t=1288625085 1288625871\r\n");
        assertThat(down.bodyText()).containsPattern("y=1\\d{9}\r\n");
        assertThat(Subject.tryParse(down.header("Subject").orElseThrow())
                        .orElseThrow()
                        .senderSequence())
                .startsWith("1");
    }

    @Test
    void aDownloadCarriesItsSpeedDownAndItsSizeUp() {
        SipRequest invite = invite("Download", "a=downloadspeed:4\r\n");
        cascade.upper.sends(invite);
        SipRequest down = cascade.lower.expectsRequest("INVITE");
        assertThat(down.bodyText()).contains("s=Download\r\n").contains("a=downloadspeed:4\r\n");
        lowerAnswers(down, "a=filesize:123456\r\n");
        SipResponse ok = cascade.upper.expectsResponse(200, "INVITE");
        assertThat(ok.bodyText())
                .contains("s=Download\r\n")
                .contains("a=filesize:123456\r\n")
                .containsPattern("y=1\\d{9}\r\n");
    }

    @Test
    void twoViewersOfOneRecordingHaveAStreamEach() {
        play();
        cascade.upper.sends(invite("Playback", ""));
        SipRequest second = cascade.lower.expectsRequest("INVITE");
        assertThat(second.bodyText()).contains("s=Playback");
    }

    /** Paused for an hour, it is no live picture that stays away. */
    @Test
    void aRecordingIsListedAsOneAndSaysNothingOfTheLivePicture() {
        play();

        assertThat(cascade.gateway.streams().getJsonObject(0).getString("kind")).isEqualTo("playback");
        JsonArray steps = new JsonObject(cascade.gateway
                        .get("/api/v1/explain?upper=city&channel=" + EXPORTED)
                        .body())
                .getJsonArray("steps");
        assertThat(steps.getJsonObject(steps.size() - 1).getString("text")).isEqualTo("No stream of it runs now");
    }

    @Test
    @Clause(value = "9.8", part = "INFO")
    void anInfoGoesDownUntouchedAndItsAnswerUp() {
        Playing playing = play();
        SipRequest info = info(playing, 21, PAUSE);
        cascade.upper.sends(info);
        SipRequest down = cascade.lower.expectsRequest("INFO");
        assertThat(down.callId()).isEqualTo(playing.inviteDown().callId());
        assertThat(down.bodyText()).isEqualTo(PAUSE);
        assertThat(down.contentType()).contains("application/mansrtsp");
        cascade.lower.answers(
                down,
                200,
                ok -> ok.body(MANSRTSP, "RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
        SipResponse up = cascade.upper.expectsResponse(200, info);
        assertThat(up.bodyText()).isEqualTo("RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n");
    }

    @Test
    void aReInviteMovesThePlaybackAndItsControlGoesOn() {
        Playing playing = play();
        SipRequest again = cascade.upperInDialog("INVITE", 21, playing.ok())
                .body("application/sdp", offer("Playback", "", 40010).getBytes(StandardCharsets.UTF_8))
                .build();
        cascade.upper.sends(again);
        SipResponse moved = cascade.upper.expectsResponse(200, again);
        assertThat(moved.bodyText())
                .contains("s=Playback\r\n")
                .contains("u=" + EXPORTED + ":3\r\n")
                .contains("t=1288625085 1288625871\r\n");
        cascade.upper.sends(cascade.upperInDialog("ACK", 21, moved).build());

        SipRequest info = info(playing, 22, PAUSE);
        cascade.upper.sends(info);
        cascade.lower.answers(cascade.lower.expectsRequest("INFO"), 200);
        cascade.upper.expectsResponse(200, info);
    }

    @Test
    void aRefusedSpeedIsToldAndEndsNothing() {
        Playing playing = play();
        SipRequest info = info(playing, 21, "PLAY RTSP/1.0\r\nCSeq: 2\r\nScale: 16.0\r\n\r\n");
        cascade.upper.sends(info);
        cascade.lower.answers(cascade.lower.expectsRequest("INFO"), 400);
        cascade.upper.expectsResponse(400, info);
        SipRequest again = info(playing, 22, PAUSE);
        cascade.upper.sends(again);
        cascade.lower.answers(cascade.lower.expectsRequest("INFO"), 200);
        cascade.upper.expectsResponse(200, again);
    }

    @Test
    @Clause("9.8 end")
    void theEndOfTheFileIsToldInTheUppersDialogAndEndsBoth() {
        Playing playing = play();
        lowerTellsTheEnd(cascade.lowerInDialog("MESSAGE", 30, playing.inviteDown()));
        SipRequest told = cascade.upper.expectsRequest("MESSAGE", "MediaStatus");
        assertThat(told.callId()).isEqualTo(playing.ok().callId());
        assertThat(told.from().tag()).isEqualTo(playing.ok().to().tag());
        assertThat(told.to().tag()).isEqualTo(playing.ok().from().tag());
        assertThat(field(told, "DeviceID")).isEqualTo(EXPORTED);
        assertThat(field(told, "NotifyType")).isEqualTo("121");
        cascade.upper.answers(told, 200);
        cascade.upper.sends(cascade.upperInDialog("BYE", 22, playing.ok()).build());
        cascade.upper.expectsResponse(200, "BYE");
        cascade.lower.answers(cascade.lower.expectsRequest("BYE"), 200);
        await().untilAsserted(() -> assertThat(cascade.ended("file-end")).isEqualTo(1));
    }

    @Test
    void anEndThatComesInAnotherDialogFindsTheOnlyRecordingOfItsChannel() {
        Playing playing = play();
        lowerTellsTheEnd(cascade.lowerMessage("MESSAGE", "elsewhere" + System.nanoTime()));
        SipRequest told = cascade.upper.expectsRequest("MESSAGE", "MediaStatus");
        assertThat(told.callId()).isEqualTo(playing.ok().callId());
        cascade.upper.answers(told, 200);
    }

    @Test
    void anUpperThatDoesNotHangUpAfterTheEndIsHungUpOn() {
        Playing playing = play();
        lowerTellsTheEnd(cascade.lowerInDialog("MESSAGE", 30, playing.inviteDown()));
        cascade.upper.answers(cascade.upper.expectsRequest("MESSAGE", "MediaStatus"), 200);
        cascade.upper.answers(cascade.upper.expectsRequest("BYE"), 200);
        cascade.lower.answers(cascade.lower.expectsRequest("BYE"), 200);
        await().untilAsserted(() -> assertThat(cascade.ended("file-end")).isEqualTo(1));
    }

    private record Playing(SipRequest inviteDown, SipResponse ok) {}

    private Playing play() {
        SipRequest invite = invite("Playback", "");
        cascade.upper.sends(invite);
        SipRequest down = cascade.lower.expectsRequest("INVITE");
        lowerAnswers(down, "");
        SipResponse ok = cascade.upper.expectsResponse(200, "INVITE");
        cascade.upper.sends(cascade.upperInDialog("ACK", 20, ok).build());
        cascade.lower.expectsRequest("ACK");
        return new Playing(down, ok);
    }

    private SipRequest invite(String kind, String more) {
        return cascade.invite(EXPORTED, offer(kind, more, 40000)).build();
    }

    private String offer(String kind, String more, int port) {
        return cascade.offer(port)
                .replace("s=Play\r\n", "s=" + kind + "\r\nu=" + EXPORTED + ":3\r\n")
                .replace("t=0 0\r\n", "t=1288625085 1288625871\r\n")
                .replace("a=recvonly\r\n", "a=recvonly\r\n" + more)
                .replace("y=0", "y=1");
    }

    private void lowerAnswers(SipRequest inviteDown, String more) {
        String kind = inviteDown.bodyText().contains("s=Download") ? "Download" : "Playback";
        cascade.lower.answers(
                inviteDown,
                200,
                ok -> ok.contact(ScriptedCascade.contact(ScriptedCascade.LOWER_ID, cascade.lowerHost))
                        .body(
                                "Application/SDP",
                                cascade.answer(50000)
                                        .replace("s=Play\r\n", "s=" + kind + "\r\n")
                                        .replace("a=sendonly\r\n", "a=sendonly\r\n" + more)
                                        .getBytes(StandardCharsets.UTF_8)));
    }

    private SipRequest info(Playing playing, long cseq, String body) {
        return cascade.upperInDialog("INFO", cseq, playing.ok())
                .body(MANSRTSP, body.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private void lowerTellsTheEnd(SipRequest.Builder message) {
        SipRequest told = message.body(
                        "Application/MANSCDP+xml",
                        ("<?xml version=\"1.0\"?>\r\n<Notify><CmdType>MediaStatus</CmdType><SN>8</SN><DeviceID>"
                                        + CHANNEL + "</DeviceID><NotifyType>121</NotifyType></Notify>\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                .build();
        cascade.lower.sends(told);
        cascade.lower.expectsResponse(200, told);
    }
}
