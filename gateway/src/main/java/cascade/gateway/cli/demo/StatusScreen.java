package cascade.gateway.cli.demo;

import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.rtp.ReceiverStats;
import cascade.gateway.simulator.rtp.SenderStats;
import cascade.gateway.simulator.upper.PlayedStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Status of the demo as text: one screen for a terminal, one line for a log. */
public final class StatusScreen {

    private static final String HOME_AND_CLEAR = "\033[H\033[J";
    private static final int SECONDS_PER_MINUTE = 60;

    private final Parties parties;
    private final String adminUrl;

    public StatusScreen(Parties parties, String adminUrl) {
        this.parties = parties;
        this.adminUrl = adminUrl;
    }

    /** Replaces what the terminal shows. */
    public String screen(DemoStatus status) {
        var text = new StringBuilder(HOME_AND_CLEAR);
        line(
                text,
                "cascade-gateway demo   " + clock(status.runningFor()) + "   admin " + adminUrl
                        + "   (Ctrl-C ends it)");
        line(text, "");
        party(
                text,
                "upper platform",
                parties.upper(),
                status.upper().lowers() + " registered, " + status.upper().keepalives() + " keepalives, "
                        + status.upper().subscriptions() + " subscriptions");
        party(
                text,
                "gateway, above",
                parties.gatewayForUpper(),
                registered(status.upper().lowers() == 1));
        party(text, "gateway, below", parties.gatewayForLower(), "");
        party(
                text,
                "lower platform",
                parties.lower(),
                registered(status.lower().isRegistered()) + ", "
                        + status.lower().keepalives() + " keepalives, "
                        + status.lower().catalogQueries() + " catalog queries");
        line(
                text,
                "channels         %d of %d listed above"
                        .formatted(status.listed(), status.cameras().size()));
        line(text, "");
        line(
                text,
                "%-20s %7s %9s %5s %8s %8s %8s %4s %4s  %s"
                        .formatted(
                                "camera", "Mbit/s", "packets", "lost", "jitter", "set up", "first", "SR", "RR",
                                "name"));
        status.cameras()
                .forEach(camera ->
                        camera(text, camera, Optional.ofNullable(status.sent().get(camera.id()))));
        line(text, "");
        status.trials().forEach(trial -> line(text, "%-20s %s".formatted(trial.what(), trial.detail())));
        return text.toString();
    }

    private static void party(StringBuilder text, String role, PlatformAddress address, String state) {
        line(text, "%-16s %s  %-16s %s".formatted(role, address.deviceId(), address.authority(), state));
    }

    private static String registered(boolean is) {
        return is ? "registered" : "not registered yet";
    }

    private static void camera(StringBuilder text, DemoStatus.Camera camera, Optional<SenderStats> sent) {
        switch (camera.state()) {
            case CameraState.Playing(PlayedStream stream) -> stream(text, camera, stream, sent);
            case CameraState.Invited() -> line(text, camera.id() + "  invited");
            case CameraState.Unlisted() -> line(text, camera.id() + "  not listed yet");
            case CameraState.NotPlayed(String cause) -> line(text, camera.id() + "  " + cause);
        }
    }

    private static void stream(
            StringBuilder text, DemoStatus.Camera camera, PlayedStream stream, Optional<SenderStats> sent) {
        ReceiverStats stats = stream.stats();
        line(
                text,
                "%-20s %7.2f %,9d %5d %8s %8s %8s %4d %4d  %s"
                        .formatted(
                                camera.id(),
                                stats.bitrateBps() / 1e6,
                                stats.packets(),
                                stats.lost(),
                                millis(stats.jitter()),
                                millis(stream.setupTime()),
                                stream.firstPacketTime()
                                        .map(StatusScreen::millis)
                                        .orElse("-"),
                                stats.senderReports(),
                                sent.map(SenderStats::receiverReports).orElse(0L),
                                camera.name()));
    }

    /** One line for a file or a pipe. */
    public String logLine(DemoStatus status) {
        var stats = status.playing().stream()
                .map(playing -> playing.stream().stats())
                .toList();
        return String.format(
                Locale.ROOT,
                "%s above: %s, below: %s, channels %d of %d, streams %d, %.2f Mbit/s, %,d packets, %d lost, admin %s",
                clock(status.runningFor()),
                registered(status.upper().lowers() == 1),
                registered(status.lower().isRegistered()),
                status.listed(),
                status.cameras().size(),
                stats.size(),
                stats.stream().mapToLong(ReceiverStats::bitrateBps).sum() / 1e6,
                stats.stream().mapToLong(ReceiverStats::packets).sum(),
                stats.stream().mapToLong(ReceiverStats::lost).sum(),
                adminUrl);
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    private static String clock(Duration time) {
        return String.format(Locale.ROOT, "%02d:%02d", time.toSeconds() / SECONDS_PER_MINUTE, time.toSecondsPart());
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
