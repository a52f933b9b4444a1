package cascade.gateway.manners.look;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.manners.trait.Trait;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.rtp.RtcpType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a leg's statistics tell of who sends to it. */
class MediaLookTest {

    private final Map<Trait, String> noted = new EnumMap<>(Trait.class);

    private static SourceStats source(int ssrc, Optional<TcpFraming> framing) {
        return new SourceStats(
                "district",
                MediaTransport.TCP_PASSIVE,
                new LegAddress("10.0.0.1", 20_000),
                true,
                Optional.empty(),
                OptionalInt.of(ssrc),
                Optional.empty(),
                List.of(),
                OptionalInt.of(96),
                framing,
                100,
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
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private void look(SourceStats source, long offered, OptionalLong answered) {
        MediaLook.look(source, offered, answered, (trait, value, example) -> noted.put(trait, value));
    }

    @ParameterizedTest
    @CsvSource({"7, 7, 7, ours", "8, 7, 8, its-answer", "7, 7, 8, ours", "9, 7, 8, neither", "0, 7, 8, zero"})
    void theSsrcIsComparedWithOfferAndAnswer(int carried, long offered, long answered, String seen) {
        look(source(carried, Optional.empty()), offered, OptionalLong.of(answered));

        assertThat(noted).containsEntry(Trait.RTP_SSRC, seen);
    }

    @Test
    void anAnswerWithoutSsrcLeavesOurs() {
        look(source(7, Optional.empty()), 7, OptionalLong.empty());

        assertThat(noted).containsEntry(Trait.RTP_SSRC, "ours");
    }

    @Test
    void payloadTypeAndFramingAreWhatTheyAre() {
        look(source(7, Optional.of(TcpFraming.INTERLEAVED)), 7, OptionalLong.of(7));

        assertThat(noted).containsEntry(Trait.PAYLOAD_TYPE, "96").containsEntry(Trait.TCP_FRAMING, "interleaved");
    }

    @Test
    void datagramsHaveNoFraming() {
        look(source(7, Optional.empty()), 7, OptionalLong.of(7));

        assertThat(noted).doesNotContainKey(Trait.TCP_FRAMING);
    }

    @Test
    void rtcpIsSeenOrNot() {
        MediaLook.noteRtcp(Map.of(RtcpType.SR, 2L), (trait, value, example) -> noted.put(trait, value));
        assertThat(noted).containsEntry(Trait.RTCP, "seen");

        MediaLook.noteRtcp(Map.of(RtcpType.SR, 0L), (trait, value, example) -> noted.put(trait, value));
        assertThat(noted).containsEntry(Trait.RTCP, "none");
    }
}
