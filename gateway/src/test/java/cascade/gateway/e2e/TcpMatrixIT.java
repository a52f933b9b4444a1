package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.simulator.lower.LowerFaults;
import cascade.gateway.simulator.lower.SentStream;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.rtp.TcpFaults;
import cascade.gateway.simulator.upper.OfferedMedia;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real video through the gateway in all nine conversions between UDP, TCP passive and TCP active, in every order and with
 * every mishap of a connection that the case can have. Roles: on the lower side the gateway's own, as {@code
 * media.transport} has it (passive: the lower connects to us); on the upper side the upper's, as its offer has it (active:
 * the upper connects to us). What must come of each:
 *
 * <pre>
 *   case          happens where                    what arrives
 *   LOWER_FIRST   all nine                         everything from the first byte: it is held for the viewer
 *   UPPER_FIRST   all nine                         likewise
 *   LATE          lower passive, or upper active   likewise
 *   REFUSED       lower active, or upper passive   likewise: the gateway connects again
 *   RESET         lower or upper TCP               a second connection carries on; what was under way may be missing
 *   HALF_CLOSED   lower TCP                        everything, then the end: no more comes (media-timeout)
 *                 upper TCP, lower UDP             everything: a viewer that says no more still gets its video
 * </pre>
 *
 * Byte for byte, always: what is missing is missing in one piece.
 */
class TcpMatrixIT {

    /** Enough for the mishaps, which come after {@link #MISHAP_AFTER} packets: about one second of the clip. */
    private static final long FRAMES = 60;

    private static final long MISHAP_AFTER = 50;
    private static final Duration DELAY = Duration.ofMillis(700);
    private static final String CONFIG = """
            gateway.media {
              no-media-timeout = 8s, media-timeout = 2s, hold = 4s
              tcp { connect-timeout = 1s, connect-attempts = 6, connect-interval = 300ms, accept-timeout = 8s }
            }
            domains.ncg.media.transport = LOWER
            """;

    @TempDir
    Path directory;

    private enum Mishap {
        LOWER_FIRST,
        UPPER_FIRST,
        LATE,
        REFUSED,
        RESET,
        HALF_CLOSED
    }

    private enum Arrives {
        EVERYTHING,
        ALL_BUT_ONE_PIECE,
        EVERYTHING_AND_END
    }

    /**
     * @param lower the gateway's role below
     * @param upper the upper's role
     */
    private record Case(MediaTransport lower, MediaTransport upper, Mishap mishap) {

        boolean makesSense() {
            return switch (mishap) {
                case LOWER_FIRST, UPPER_FIRST -> true;
                case LATE -> lower == MediaTransport.TCP_PASSIVE || upper == MediaTransport.TCP_ACTIVE;
                case REFUSED -> lower == MediaTransport.TCP_ACTIVE || upper == MediaTransport.TCP_PASSIVE;
                case RESET, HALF_CLOSED -> lower.isTcp() || upper.isTcp();
            };
        }

        Arrives arrives() {
            return switch (mishap) {
                case LOWER_FIRST, UPPER_FIRST, LATE, REFUSED -> Arrives.EVERYTHING;
                case RESET -> Arrives.ALL_BUT_ONE_PIECE;
                case HALF_CLOSED -> lower.isTcp() ? Arrives.EVERYTHING_AND_END : Arrives.EVERYTHING;
            };
        }

        LowerFaults below() {
            LowerFaults none = LowerFaults.NONE;
            return switch (mishap) {
                case LOWER_FIRST -> none.withMediaBeforeAck();
                case UPPER_FIRST ->
                    none.withTcp(TcpFaults.NONE.withDelay(lower == MediaTransport.TCP_PASSIVE ? DELAY : Duration.ZERO));
                case LATE ->
                    none.withTcp(TcpFaults.NONE.withDelay(lower == MediaTransport.TCP_PASSIVE ? DELAY : Duration.ZERO));
                case REFUSED ->
                    none.withTcp(TcpFaults.NONE.withDelay(lower == MediaTransport.TCP_ACTIVE ? DELAY : Duration.ZERO));
                case RESET -> none.withTcp(TcpFaults.NONE.withResetAfter(MISHAP_AFTER));
                case HALF_CLOSED -> none.withTcp(TcpFaults.NONE.withHalfCloseAfter(MISHAP_AFTER));
            };
        }

        OfferedMedia above() {
            TcpFaults faults = switch (mishap) {
                case LOWER_FIRST, UPPER_FIRST -> TcpFaults.NONE;
                case LATE -> TcpFaults.NONE.withDelay(upper == MediaTransport.TCP_ACTIVE ? DELAY : Duration.ZERO);
                case REFUSED -> TcpFaults.NONE.withDelay(upper == MediaTransport.TCP_PASSIVE ? DELAY : Duration.ZERO);
                // one mishap in one call: the lower's, where it can have one
                case RESET -> lower.isTcp() ? TcpFaults.NONE : TcpFaults.NONE.withResetAfter(MISHAP_AFTER);
                case HALF_CLOSED -> lower.isTcp() ? TcpFaults.NONE : TcpFaults.NONE.withHalfCloseAfter(MISHAP_AFTER);
            };
            return OfferedMedia.of(upper).withFaults(faults);
        }

        @Override
        public String toString() {
            return lower + " to " + upper + ", " + mishap;
        }
    }

    private static List<Case> casesOf(MediaTransport lower) {
        var cases = new ArrayList<Case>();
        for (MediaTransport upper : MediaTransport.values()) {
            for (Mishap mishap : Mishap.values()) {
                Case candidate = new Case(lower, upper, mishap);
                if (candidate.makesSense()) {
                    cases.add(candidate);
                }
            }
        }
        return cases;
    }

    /** One call of a case. */
    private record Call(Case of, SentStream sent, PlayedStream played) {}

    /** All cases of one lower side at once, each with a camera of its own. */
    @ParameterizedTest
    @EnumSource(MediaTransport.class)
    @Clause(value = "RTP", part = "UDP and TCP")
    @Clause("L D")
    @Clause(value = "list live", part = "TCP")
    void everyConversionCarriesTheVideoByteForByte(MediaTransport lower) throws IOException {
        List<Case> cases = casesOf(lower);
        try (SimulatedCascade cascade = start(lower, cases)) {
            List<Call> calls = play(cascade, cases);
            showsTransports(cascade, calls);
            var softly = new SoftAssertions();
            for (Call call : calls) {
                check(cascade, call, softly);
            }
            softly.assertAll();
            await().untilAsserted(() -> {
                assertThat(cascade.gateway.streams()).isEmpty();
                assertThat(cascade.gateway.metric("cascade_orphans")).isZero();
                assertThat(cascade.gateway.metric("cascade_media_ports", "state=\"used\""))
                        .isZero();
            });
            assertThat(cascade.gateway.metric("cascade_rtp_foreign_packets_total"))
                    .isZero();
        }
    }

    private SimulatedCascade start(MediaTransport lower, List<Case> cases) {
        Map<DeviceId, LowerFaults> faults = new HashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            faults.put(camera(cases, i), cases.get(i).below());
        }
        return SimulatedCascade.at(LoopbackSubnet.next())
                .config(CONFIG.replace(
                        "LOWER", lower.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .upper(options -> options.recordings(Recordings.whole(directory.resolve("received"))))
                .lower(options -> options.recordings(Recordings.whole(directory.resolve("sent")))
                        .cameras(cases.size())
                        .faults(faults))
                .start()
                .up(cases.size());
    }

    private static DeviceId camera(List<Case> cases, int number) {
        return SimulatedCascade.cameras(cases.size()).get(number);
    }

    private static List<Call> play(SimulatedCascade cascade, List<Case> cases) {
        var played = new ArrayList<PlayedStream>();
        for (int i = 0; i < cases.size(); i++) {
            played.add(
                    cascade.upper.play(camera(cases, i), cases.get(i).above()).await());
        }
        List<SentStream> sent = cascade.lower.streams();
        var calls = new ArrayList<Call>();
        for (int i = 0; i < cases.size(); i++) {
            DeviceId camera = camera(cases, i);
            SentStream from = sent.stream()
                    .filter(stream -> stream.channel().equals(camera))
                    .findFirst()
                    .orElseThrow();
            calls.add(new Call(cases.get(i), from, played.get(i)));
        }
        return calls;
    }

    private static void showsTransports(SimulatedCascade cascade, List<Call> calls) {
        assertThat(cascade.gateway.streams()).hasSize(calls.size());
        for (Call call : calls) {
            JsonObject stream = cascade.gateway.streams().stream()
                    .map(JsonObject.class::cast)
                    .filter(shown -> shown.getString("channelId")
                            .equals(call.played().channel().value()))
                    .findFirst()
                    .orElseThrow();
            assertThat(stream.getJsonObject("leg").getString("transport"))
                    .as(call.of().toString())
                    .isEqualTo(word(call.of().lower()));
            assertThat(stream.getJsonArray("viewers")
                            .getJsonObject(0)
                            .getJsonObject("leg")
                            .getString("transport"))
                    .as(call.of().toString())
                    .isEqualTo(word(call.of().upper().answer()));
        }
    }

    private static String word(MediaTransport transport) {
        return transport.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void check(SimulatedCascade cascade, Call call, SoftAssertions softly) throws IOException {
        Arrives expected = call.of().arrives();
        if (expected == Arrives.EVERYTHING_AND_END) {
            boolean byPeer = call.played().ended().await().byPeer();
            softly.assertThat(byPeer).as("%s: ended by the gateway", call.of()).isTrue();
            softly.assertThat(causeOf(cascade, call)).as("%s", call.of()).contains("media-timeout");
            softly.assertThat(call.played().stats().frames())
                    .as("frames of %s", call.of())
                    .isPositive();
        } else {
            await().untilAsserted(() -> assertThat(call.played().stats().frames())
                    .as(
                            "frames of %s, which has sent %s",
                            call.of(), call.sent().stats())
                    .isGreaterThan(FRAMES));
            call.played().stop().await();
        }
        call.sent().ended().await();
        String whole = read(call.sent().recording());
        String received = read(call.played().recording());
        if (expected == Arrives.ALL_BUT_ONE_PIECE) {
            softly.assertThat(
                            call.of().lower().isTcp()
                                    ? call.sent().stats().connections()
                                    : call.played().stats().connections())
                    .as("%s: connections", call.of())
                    .isEqualTo(2);
            softly.assertThat(missingInOnePiece(whole, received))
                    .as("%s: %d of %d bytes", call.of(), received.length(), whole.length())
                    .isTrue();
        } else {
            softly.assertThat(whole.startsWith(received))
                    .as("%s: %d of %d bytes", call.of(), received.length(), whole.length())
                    .isTrue();
        }
    }

    private static Optional<String> causeOf(SimulatedCascade cascade, Call call) {
        return cascade.gateway.recentCalls().stream()
                .map(JsonObject.class::cast)
                .filter(ended -> ended.getString("channelId")
                        .equals(call.played().channel().value()))
                .map(ended -> ended.getString("cause"))
                .findFirst();
    }

    /** Bytes as characters, for the search. */
    private static String read(Optional<Path> file) throws IOException {
        return Files.readString(file.orElseThrow(), StandardCharsets.ISO_8859_1);
    }

    /** Whether what was received is the beginning of what was sent, and another part of it. */
    private static boolean missingInOnePiece(String whole, String received) {
        int gap = Arrays.mismatch(whole.toCharArray(), received.toCharArray());
        return gap < 0 || gap == received.length() || (gap > 0 && whole.indexOf(received.substring(gap), gap) > 0);
    }
}
