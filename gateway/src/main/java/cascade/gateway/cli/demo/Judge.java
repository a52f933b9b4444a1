package cascade.gateway.cli.demo;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.rtp.ReceiverStats;
import cascade.gateway.simulator.rtp.SenderStats;
import cascade.gateway.simulator.upper.PlayedStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns what was seen into a verdict. */
public final class Judge {

    /** Half a report interval to the first report, and a little to carry it. */
    private static final Duration FIRST_REPORTS = Duration.ofSeconds(4);

    private final Verdict verdict = new Verdict();

    /**
     * @param last the status just before the calls were ended
     * @param received the final counts of each call
     * @param videos what became of the pictures
     * @param hasLeft whether the gateway de-registered at the upper
     */
    public static Verdict judge(
            DemoStatus last, Map<DeviceId, ReceiverStats> received, List<VideoCheck.Result> videos, boolean hasLeft) {
        var judge = new Judge();
        judge.registrations(last, hasLeft);
        judge.catalog(last);
        last.cameras().forEach(camera -> judge.stream(camera, received));
        judge.reports(last, received);
        judge.videos(videos);
        last.trials().forEach(judge::trial);
        return judge.verdict;
    }

    private void registrations(DemoStatus last, boolean hasLeft) {
        verdict.claim(
                last.upper().lowers() == 1,
                "register up",
                "the gateway " + (last.upper().lowers() == 1 ? "is" : "is not") + " registered at the upper platform, "
                        + last.upper().keepalives() + " keepalives");
        verdict.claim(
                last.lower().isRegistered(),
                "register down",
                "the lower platform " + (last.lower().isRegistered() ? "is" : "is not") + " registered at the gateway, "
                        + last.lower().keepalives() + " keepalives");
        verdict.claim(hasLeft, "leave", "the gateway " + (hasLeft ? "de-registered" : "did not de-register"));
    }

    private void catalog(DemoStatus last) {
        verdict.claim(
                last.listed() == last.cameras().size(),
                "catalog",
                last.listed() + " of " + last.cameras().size() + " cameras listed at the upper platform");
    }

    private void stream(DemoStatus.Camera camera, Map<DeviceId, ReceiverStats> received) {
        String what = "stream " + camera.id().value().substring(14);
        switch (camera.state()) {
            case CameraState.Playing(PlayedStream stream) -> {
                ReceiverStats stats = received.getOrDefault(camera.id(), stream.stats());
                verdict.claim(isWhole(stream, stats), what, text(stream, stats));
            }
            case CameraState.NotPlayed(String cause) -> verdict.claim(false, what, cause);
            case CameraState.Invited() -> verdict.claim(false, what, "invited, no answer yet");
            case CameraState.Unlisted() -> verdict.claim(false, what, "not in the catalog, so not invited");
        }
    }

    private static boolean isWhole(PlayedStream stream, ReceiverStats stats) {
        boolean isAnnouncedSsrc = stream.ssrc().isPresent()
                && stats.ssrc().isPresent()
                && stream.ssrc().get().value() == stats.ssrc().getAsLong();
        return stats.packets() > 0 && stats.lost() == 0 && stats.broken() == 0 && isAnnouncedSsrc;
    }

    private static String text(PlayedStream stream, ReceiverStats stats) {
        return String.format(
                Locale.ROOT,
                "%,d packets, %d lost, jitter %.1f ms, set up in %d ms, first packet after %s, SSRC %s",
                stats.packets(),
                stats.lost(),
                stats.jitter().toNanos() / 1e6,
                stream.setupTime().toMillis(),
                stream.firstPacketTime().map(time -> time.toMillis() + " ms").orElse("(none)"),
                stream.ssrc().map(Object::toString).orElse("(none)"));
    }

    private void reports(DemoStatus last, Map<DeviceId, ReceiverStats> received) {
        if (last.runningFor().compareTo(FIRST_REPORTS.plusSeconds(1)) < 0) {
            verdict.untried("rtcp", "the first reports are due after " + FIRST_REPORTS.toSeconds() + " s");
            return;
        }
        long heardAbove = received.values().stream()
                .filter(stats -> stats.senderReports() > 0)
                .count();
        long heardBelow = last.sent().values().stream()
                .filter(stats -> stats.receiverReports() > 0)
                .count();
        long reportedLost = last.sent().values().stream()
                .flatMap(stats -> stats.lastReport().stream())
                .mapToLong(SenderStats.Report::lost)
                .sum();
        int cameras = last.cameras().size();
        verdict.claim(
                heardAbove == cameras && heardBelow == cameras && reportedLost == 0,
                "rtcp",
                "sender reports of " + heardAbove + " cameras arrived above, receiver reports about " + heardBelow
                        + " arrived below and tell of " + reportedLost + " lost packets");
    }

    private void videos(List<VideoCheck.Result> results) {
        for (VideoCheck.Result result : results) {
            verdict.claim(result.isWhole(), "video " + result.camera().value().substring(14), result.detail());
        }
        if (results.isEmpty()) {
            verdict.untried("video", "nothing was recorded");
        }
    }

    private void trial(Trial trial) {
        switch (trial.outcome()) {
            case HELD -> verdict.claim(true, trial.what(), trial.detail());
            case FAILED -> verdict.claim(false, trial.what(), trial.detail());
            case PENDING -> verdict.untried(trial.what(), "not at its end: " + trial.detail());
        }
    }
}
