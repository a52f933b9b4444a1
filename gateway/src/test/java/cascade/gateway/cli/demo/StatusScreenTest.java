package cascade.gateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.lower.LowerReport;
import cascade.gateway.simulator.upper.UpperReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusScreenTest {

    private static final DeviceId PLAYING = new DeviceId("37280600001310000001");
    private static final DeviceId REFUSED = new DeviceId("37280600001310000002");

    private final StatusScreen screen = new StatusScreen(
            new Parties(
                    PlatformAddress.of("37280000002000000001", "127.1.0.10", 7100),
                    PlatformAddress.of("37280600002000000001", "127.1.0.1", 7100),
                    PlatformAddress.of("37280600002000000002", "127.1.0.20", 7100),
                    PlatformAddress.of("37280600002000000001", "127.1.0.2", 7100)),
            "http://127.0.0.1:9180");
    private final DemoStatus status = new DemoStatus(
            Duration.ofSeconds(75),
            new UpperReport(1, 1, 2, 2, 1, 0, 1, 0),
            new LowerReport(true, 1, 2, 2, 1, 1, 1, 0, 0, 0, 1),
            List.of(
                    new DemoStatus.Camera(
                            PLAYING,
                            "大门",
                            new CameraState.Playing(new FakeStream(
                                    PLAYING,
                                    Optional.of(new Ssrc(806000001)),
                                    FakeStream.received(1234, 0, 806000001, 3)))),
                    new DemoStatus.Camera(REFUSED, "后门", new CameraState.NotPlayed("answered 486"))),
            Map.of(),
            List.of(new Trial("playback", Trial.Outcome.PENDING, "plays")));

    @Test
    void theScreenShowsPartiesAndStreams() {
        assertThat(screen.screen(status).lines())
                .anySatisfy(line -> assertThat(line).contains("01:15", "admin http://127.0.0.1:9180"))
                .anySatisfy(line -> assertThat(line).contains("lower platform", "127.1.0.20:7100", "registered"))
                .anySatisfy(line -> assertThat(line).contains("2 of 2 listed"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(PLAYING.value())
                        .contains("1.50", "1,234", "12.0 ms", "15.0 ms", "大门"))
                .anySatisfy(line -> assertThat(line).contains(REFUSED.value(), "answered 486"))
                .anySatisfy(line -> assertThat(line).startsWith("playback").endsWith(" plays"));
    }

    @Test
    void theLogLineFitsIntoOne() {
        assertThat(screen.logLine(status))
                .hasLineCount(1)
                .contains("01:15", "channels 2 of 2", "streams 1", "1.50 Mbit/s", "1,234 packets", "0 lost");
    }
}
