package cascade.gateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.simulator.lower.LowerReport;
import cascade.gateway.simulator.rtp.ReceiverStats;
import cascade.gateway.simulator.rtp.SenderStats;
import cascade.gateway.simulator.upper.UpperReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final DeviceId CAMERA = new DeviceId("37280600001310000001");
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final ReceiverStats GOOD = FakeStream.received(1234, 0, 806000001, 3);

    private UpperReport upper = new UpperReport(1, 1, 2, 1, 1, 0, 1, 0);
    private LowerReport lower = new LowerReport(true, 1, 2, 1, 1, 1, 1, 0, 0, 0, 1);
    private CameraState state = playing(GOOD);
    private ReceiverStats received = GOOD;
    private SenderStats sent = sent(3, 0);
    private Duration runningFor = LONG_ENOUGH;
    private List<VideoCheck.Result> videos = List.of(new VideoCheck.Result(CAMERA, true, "whole"));
    private Trial trial = new Trial("playback", Trial.Outcome.HELD, "150 frames");
    private boolean hasLeft = true;

    @Test
    void allThatHeldIsAPass() {
        Verdict verdict = judge();

        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.lines())
                .endsWith("VERDICT PASS")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("PASS  stream 000001")
                        .contains(
                                "1,234 packets, 0 lost", "set up in 12 ms", "first packet after 15 ms", "0806000001"));
    }

    @Test
    void oneLostPacketIsAFailure() {
        received = FakeStream.received(1233, 1, 806000001, 3);
        assertFailure("stream 000001");
    }

    @Test
    void anotherSsrcThanAnsweredIsAFailure() {
        received = FakeStream.received(1234, 0, 806000002, 3);
        assertFailure("stream 000001");
    }

    @Test
    void aStreamWithoutPacketsIsAFailure() {
        received = FakeStream.received(0, 0, 806000001, 3);
        assertFailure("stream 000001");
    }

    @Test
    void aRefusedCameraIsAFailureWithItsCause() {
        state = new CameraState.NotPlayed("answered 480");
        assertFailure("stream 000001 answered 480");
    }

    @Test
    void aCameraThatIsNotListedIsAFailure() {
        state = new CameraState.Unlisted();
        assertFailure("catalog       0 of 1");
    }

    @Test
    void aMissingRegistrationIsAFailure() {
        upper = new UpperReport(0, 0, 0, 0, 0, 0, 0, 0);
        assertFailure("register up");
        lower = new LowerReport(false, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
        assertFailure("register down");
        hasLeft = false;
        assertFailure("leave");
    }

    @Test
    void rtcpMustHaveComeBothWays() {
        sent = sent(0, 0);
        assertFailure("rtcp");
        sent = sent(3, 5);
        assertFailure("rtcp");
        sent = sent(3, 0);
        received = FakeStream.received(1234, 0, 806000001, 0);
        assertFailure("rtcp");
    }

    @Test
    void rtcpIsNotJudgedBeforeItIsDue() {
        runningFor = Duration.ofSeconds(2);
        sent = sent(0, 0);

        assertThat(judge().passed()).isTrue();
        assertThat(judge().lines()).anyMatch(line -> line.startsWith("----  rtcp"));
    }

    @Test
    void brokenVideoIsAFailure() {
        videos = List.of(new VideoCheck.Result(CAMERA, false, "frame 7 is not what the camera sent"));
        assertFailure("video 000001  frame 7");
    }

    @Test
    void aTrialIsJudgedByItsOutcome() {
        assertThat(judge().lines()).anyMatch(line -> line.startsWith("PASS  playback      150 frames"));
        trial = new Trial("playback", Trial.Outcome.FAILED, "INFO answered 400");
        assertFailure("playback      INFO answered 400");
    }

    @Test
    void aTrialThatIsNotAtItsEndIsNotJudged() {
        trial = new Trial("playback", Trial.Outcome.PENDING, "plays");

        assertThat(judge().passed()).isTrue();
        assertThat(judge().lines()).anyMatch(line -> line.startsWith("----  playback"));
    }

    private void assertFailure(String line) {
        Verdict verdict = judge();
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.lines())
                .endsWith("VERDICT FAIL")
                .anySatisfy(said -> assertThat(said).startsWith("FAIL  " + line));
    }

    private Verdict judge() {
        var status = new DemoStatus(
                runningFor,
                upper,
                lower,
                List.of(new DemoStatus.Camera(CAMERA, "大门", state)),
                Map.of(CAMERA, sent),
                List.of(trial));
        return Judge.judge(status, Map.of(CAMERA, received), videos, hasLeft);
    }

    private static CameraState playing(ReceiverStats stats) {
        return new CameraState.Playing(new FakeStream(CAMERA, Optional.of(new Ssrc(806000001)), stats));
    }

    private static SenderStats sent(long receiverReports, int lost) {
        var report = new SenderStats.Report(0, lost, Duration.ofMillis(1), Optional.empty());
        return new SenderStats(300, 1234, 1_234_000, 0, 0, 3, receiverReports, Optional.of(report), 1);
    }
}
