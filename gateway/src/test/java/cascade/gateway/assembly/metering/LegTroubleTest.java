package cascade.gateway.assembly.metering;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** When a stream counts as zero-packet, silent or one-way. */
class LegTroubleTest {

    private static final Duration AFTER = Duration.ofSeconds(3);
    private static final Duration SHORT = Duration.ofMillis(2_999);
    private static final LegAddress LOCAL = new LegAddress("127.0.0.1", 20_000);

    private static Map<String, LegTrouble> of(StreamStats... streams) {
        return LegTrouble.of(List.of(streams), AFTER);
    }

    @Test
    void aSourceThatNeverSentIsZeroPacketAndOneThatCeasedIsSilent() {
        assertThat(of(stream(0, Optional.of(AFTER)), stream(7, Optional.of(AFTER)), stream(7, Optional.of(AFTER))))
                .isEqualTo(Map.of("district", new LegTrouble(1, 2, 0)));
    }

    @Test
    void aSourceThatOwesNothingOrNotForLongIsNeither() {
        assertThat(of(stream(0, Optional.empty()), stream(0, Optional.of(SHORT)), stream(7, Optional.of(SHORT))))
                .isEmpty();
    }

    @Test
    void aViewerThatNothingReachesIsOneWayWhileItsSourceSends() {
        ViewerStats unreached = viewer("city", AFTER);
        assertThat(of(stream(7, Optional.of(SHORT), unreached, viewer("city", SHORT), viewer("county", AFTER))))
                .isEqualTo(Map.of("city", new LegTrouble(0, 0, 1), "county", new LegTrouble(0, 0, 1)));
    }

    @Test
    void aViewerOfASilentSourceIsNotOneWay() {
        assertThat(of(stream(7, Optional.of(AFTER), viewer("city", AFTER))))
                .isEqualTo(Map.of("district", new LegTrouble(0, 1, 0)));
        assertThat(of(stream(0, Optional.of(SHORT), viewer("city", AFTER)))).isEmpty();
    }

    private static StreamStats stream(long packets, Optional<Duration> silentFor, ViewerStats... viewers) {
        var source = new SourceStats(
                "district",
                MediaTransport.UDP,
                LOCAL,
                true,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                packets,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                0,
                silentFor,
                Map.of(),
                Map.of(),
                Map.of());
        return new StreamStats(1, source, List.of(viewers));
    }

    private static ViewerStats viewer(String owner, Duration unreachedFor) {
        return new ViewerStats(
                2,
                owner,
                MediaTransport.UDP,
                LOCAL,
                new InetSocketAddress("127.0.0.2", 30_000),
                true,
                1,
                true,
                unreachedFor,
                0,
                0,
                0,
                0,
                0,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of());
    }
}
