package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cascade.address.IpFamily;
import cascade.address.IpText;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.simulator.lower.SentStream;
import cascade.gateway.simulator.lower.voice.LowerVoices;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.upper.OfferedMedia;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.voice.UpperVoices;
import cascade.gateway.simulator.voice.HeardVoice;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.gateway.CabledCascade;
import cascade.gateway.testkit.gateway.Cabling;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import cascade.gateway.testkit.sip.Tshark;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real video between networks of both address families, in all four pairings: over UDP, TCP passive and TCP active of the
 * lower, to a viewer over each of them, byte for byte. Signalling goes over UDP, and over TCP where the lower's media does.
 */
@Tag("processes")
class AddressFamiliesIT {

    private static final List<MediaTransport> TRANSPORTS = List.of(MediaTransport.values());
    private static final long FRAMES = 25;
    private static final double CLEAR = 0.9;

    private static Cabling cabling;

    @TempDir
    Path directory;

    @BeforeAll
    static void lay() {
        cabling = Cabling.lay();
    }

    @AfterAll
    static void roll() {
        cabling.close();
    }

    static Stream<Arguments> pairings() {
        return Stream.of(IpFamily.values())
                .flatMap(below -> Stream.of(IpFamily.values())
                        .flatMap(above -> TRANSPORTS.stream().map(transport -> Arguments.of(below, above, transport))));
    }

    @ParameterizedTest(name = "{0} below, {1} above, {2}")
    @MethodSource("pairings")
    void videoCrossesFromOneFamilyToTheOther(IpFamily below, IpFamily above, MediaTransport transport)
            throws IOException {
        Optional<String> missing = cabling.missingIpv6();
        boolean possible = missing.isEmpty() || (below == IpFamily.IPV4 && above == IpFamily.IPV4);
        assumeTrue(possible, () -> missing.orElseThrow());
        try (CabledCascade cascade = start(below, above, transport)) {
            List<PlayedStream> played = new ArrayList<>();
            for (int i = 0; i < TRANSPORTS.size(); i++) {
                played.add(cascade.play(camera(i), OfferedMedia.of(TRANSPORTS.get(i))));
            }
            for (PlayedStream stream : played) {
                assertThat(stream.answer().address()).contains(cascade.cityHost);
                assertThat(stream.answer().origin().orElseThrow().address()).isEqualTo(cascade.cityHost);
            }
            showsTheirAddresses(cascade);
            for (PlayedStream stream : played) {
                await().untilAsserted(() -> assertThat(stream.stats().frames()).isGreaterThan(FRAMES));
                SentStream sent = sent(cascade, stream);
                cascade.stop(stream);
                isWhole(sent, stream);
            }
            await().untilAsserted(() -> {
                assertThat(cascade.ask(cascade.gateway()::streams)).isEmpty();
                assertThat(cascade.ask(() -> cascade.gateway().metric("cascade_orphans")))
                        .isZero();
                assertThat(cascade.ask(() -> cascade.gateway().metric("cascade_rtp_foreign_packets_total")))
                        .isZero();
            });
        }
    }

    @ParameterizedTest(name = "{0} below, {1} above")
    @CsvSource({"IPV4, IPV6", "IPV6, IPV4"})
    void voiceCrossesBothWaysAndDownward(IpFamily below, IpFamily above) {
        assumeTrue(cabling.missingIpv6().isEmpty(), "IPv6");
        try (CabledCascade cascade = start(below, above, MediaTransport.UDP)) {
            HeardVoice talk = cascade.talk(camera(0));
            await().until(() -> talk.share(LowerVoices.TONE_HZ) > CLEAR);
            await().until(() -> isHeardBelow(cascade));
            cascade.stop(talk);
            await().until(() -> cascade.heardBelow().isEmpty());

            HeardVoice broadcast = cascade.broadcast(camera(1));
            await().until(() -> isHeardBelow(cascade));
            cascade.stop(broadcast);
            await().until(() -> cascade.heardBelow().isEmpty());
        }
    }

    private static boolean isHeardBelow(CabledCascade cascade) {
        return cascade.heardBelow().stream().anyMatch(voice -> voice.share(UpperVoices.TONE_HZ) > CLEAR);
    }

    @ParameterizedTest(name = "{0} below, {1} above")
    @CsvSource({"IPV4, IPV6", "IPV6, IPV4"})
    void aCaptureOfACallHasItsPacketsOfBothFamilies(IpFamily below, IpFamily above) throws IOException {
        assumeTrue(cabling.missingIpv6().isEmpty(), "IPv6");
        try (CabledCascade cascade = start(below, above, MediaTransport.UDP)) {
            PlayedStream played = cascade.play(camera(0), OfferedMedia.of(MediaTransport.UDP));
            String id = cascade.ask(cascade.gateway()::streams)
                    .getJsonObject(0)
                    .getJsonArray("viewers")
                    .getJsonObject(0)
                    .getString("id");
            Path file = Files.write(
                    directory.resolve("call.pcap"),
                    cascade.ask(() -> cascade.gateway().bytes("/api/v1/calls/" + id + "/pcap")));
            cascade.stop(played);

            assertThat(Tshark.fields(file, "ip.src", "ipv6.src", "ip.dst", "ipv6.dst", "sip.Method"))
                    .containsSubsequence(
                            cascade.upperAddress.host() + " " + cascade.cityHost + " INVITE",
                            cascade.districtHost + " " + cascade.lowerAddress.host() + " INVITE");
            assertThat(Tshark.fields(file, "sdp.connection_info.address"))
                    .contains(cascade.upperAddress.host(), cascade.districtHost, cascade.cityHost);
        }
    }

    private CabledCascade start(IpFamily below, IpFamily above, MediaTransport transport) {
        String word = transport.name().toLowerCase(Locale.ROOT).replace('_', '-');
        SipTransport signalling = transport.isTcp() ? SipTransport.TCP : SipTransport.UDP;
        String config = """
                domains.ncg { media.transport = %s, transport = %s }
                domains.city.transport = %s
                """.formatted(word, signalling, signalling).toLowerCase(Locale.ROOT);
        return new CabledCascade(
                        cabling,
                        above,
                        below,
                        config,
                        options -> options.recordings(Recordings.whole(directory.resolve("received"))),
                        options -> options.recordings(Recordings.whole(directory.resolve("sent")))
                                .cameras(TRANSPORTS.size())
                                .transport(signalling))
                .up(TRANSPORTS.size());
    }

    private static DeviceId camera(int number) {
        return SimulatedCascade.cameras(TRANSPORTS.size()).get(number);
    }

    /** To operators: of the peers, of the legs, in a call's ladder. */
    private static void showsTheirAddresses(CabledCascade cascade) {
        assertThat(cascade.ask(() -> cascade.gateway().domain("ncg").getString("peerAddress")))
                .startsWith(IpText.uriHost(cascade.lowerAddress.host()) + ":");
        JsonObject stream = cascade.ask(cascade.gateway()::streams).getJsonObject(0);
        JsonObject viewer = stream.getJsonArray("viewers").getJsonObject(0);
        assertThat(stream.getJsonObject("leg").getString("localAddress"))
                .startsWith(IpText.uriHost(cascade.districtHost) + ":62");
        assertThat(viewer.getJsonObject("leg").getString("localAddress"))
                .startsWith(IpText.uriHost(cascade.cityHost) + ":61");
        String ladder = cascade.ask(() -> cascade.gateway()
                .get("/api/v1/calls/" + viewer.getString("id") + "/ladder?format=text")
                .body());
        assertThat(ladder)
                .contains("| " + IpText.uriHost(cascade.upperAddress.host()) + ":")
                .contains("| " + IpText.uriHost(cascade.lowerAddress.host()) + ":")
                .contains("lower first-packet: from " + IpText.uriHost(cascade.lowerAddress.host()) + ":");
    }

    /** What the lower sends for it; of one that has ended it knows no more. */
    private static SentStream sent(CabledCascade cascade, PlayedStream played) {
        return cascade.sent().stream()
                .filter(stream -> stream.channel().equals(played.channel()))
                .findFirst()
                .orElseThrow();
    }

    private static void isWhole(SentStream sent, PlayedStream played) throws IOException {
        Patience.await(sent.ended());
        String whole = read(sent.recording());
        String received = read(played.recording());
        assertThat(whole.startsWith(received))
                .as("%d of %d bytes", received.length(), whole.length())
                .isTrue();
    }

    private static String read(Optional<Path> file) throws IOException {
        return Files.readString(file.orElseThrow(), StandardCharsets.ISO_8859_1);
    }
}
