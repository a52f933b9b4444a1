package cascade.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.message.SipReader.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every captured message of real products is read without loss of meaning, and reads the same after we wrote it. */
class CapturesTest {

    private static final SipReader READER = new SipReader(new SipLimits(256 * 1024, 8 * 1024, 128, 32));

    static List<Path> captures() throws IOException, URISyntaxException {
        URL root = CapturesTest.class.getResource("/captures");
        try (Stream<Path> files = Files.walk(Path.of(root.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".sip"))
                    .sorted()
                    .toList();
        }
    }

    private static SipMessage read(Path capture) {
        try {
            return message(Files.readAllBytes(capture));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SipMessage message(byte[] bytes) {
        Reading reading = READER.read(bytes, false);
        assertThat(reading).isInstanceOf(Reading.Message.class);
        return ((Reading.Message) reading).message();
    }

    private static SipMessage capture(String name) throws IOException, URISyntaxException {
        return captures().stream()
                .filter(file -> file.toString().contains(name))
                .findFirst()
                .map(CapturesTest::read)
                .orElseThrow();
    }

    @Test
    void thereAreMoreThanSixHundredOfThem() throws Exception {
        assertThat(captures()).hasSizeGreaterThan(600);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyCapturedMessageKeepsItsFieldsThroughReadingAndWriting(Path capture) throws IOException {
        byte[] bytes = Files.readAllBytes(capture);
        SipMessage once = message(bytes);
        SipMessage twice = message(SipWriter.write(once));

        assertThat(twice.startLine()).isEqualTo(once.startLine());
        assertThat(twice.vias()).isEqualTo(once.vias());
        assertThat(twice.from()).isEqualTo(once.from());
        assertThat(twice.to()).isEqualTo(once.to());
        assertThat(twice.callId()).isEqualTo(once.callId());
        assertThat(twice.cseq()).isEqualTo(once.cseq());
        assertThat(twice.contacts()).isEqualTo(once.contacts());
        assertThat(twice.headers()).isEqualTo(once.headers());
        assertThat(twice.body()).isEqualTo(once.body());
        everyHeaderLineIsStillThere(bytes, once);
    }

    /** What stands in the capture's head, line by line, against what was read. */
    private static void everyHeaderLineIsStillThere(byte[] bytes, SipMessage message) {
        String head = new String(bytes, StandardCharsets.UTF_8).split("\r?\n\r?\n", 2)[0];
        String[] lines = head.split("\r?\n");
        for (int i = 1; i < lines.length; i++) {
            String name = lines[i].substring(0, lines[i].indexOf(':')).strip();
            String value = lines[i].substring(lines[i].indexOf(':') + 1).strip();
            switch (name.toLowerCase(java.util.Locale.ROOT)) {
                case "from" -> assertThat(value).contains(message.from().uri().toString());
                case "to" -> assertThat(value).contains(message.to().uri().toString());
                case "via" -> assertThat(value).contains(message.topVia().host());
                case "call-id" -> assertThat(value).isEqualTo(message.callId());
                case "cseq" -> assertThat(value).isEqualTo(message.cseq().toString());
                case "contact" ->
                    assertThat(value)
                            .contains(message.contact().orElseThrow().uri().toString());
                case "content-length" -> assertThat(message.body().length).isLessThanOrEqualTo(Integer.parseInt(value));
                default -> assertThat(message.headers().all(name)).contains(value);
            }
        }
    }

    @Test
    void ncgBodiesEndWhereContentLengthSays() throws Exception {
        SipMessage invite = capture("ncg/05");
        assertThat(invite.body()).hasSize(252);
        assertThat(invite.bodyText()).endsWith("y=0999999999\r");
    }

    @Test
    void anIsoDateIsKeptAsItIs() throws Exception {
        assertThat(capture("ncg/02").header("Date")).contains("2019-12-25T16:45:44");
        assertThat(capture("ipc/05").header("Date")).contains("2020-06-09T14:09:01.830");
    }

    @Test
    void theTenDigitDomainIsAHostLikeAnyOther() throws Exception {
        SipRequest register = (SipRequest) capture("ipc/02");
        assertThat(register.uri()).isEqualTo(SipUri.of("34020000002000000001", "3402000000"));
        assertThat(register.from().uri().user()).isEqualTo("34020000001320000001");
    }

    @Test
    void wvpBranchesWithoutTheCookieAreAcceptedAndCounted() throws Exception {
        Map<Repair, Integer> repairs = new EnumMap<>(Repair.class);
        for (Path capture : captures()) {
            var reading = (Reading.Message) READER.read(Files.readAllBytes(capture), false);
            reading.repairs().forEach(repair -> repairs.merge(repair, 1, Integer::sum));
        }
        assertThat(repairs).containsKeys(Repair.OLD_BRANCH, Repair.EXTRA_BYTES);
    }

    /** WVP leaves the tags out of the BYE to its upper; the capture's own BYEs have them. */
    @Test
    void aByeWithoutTagsIsRead() throws Exception {
        String bye = new String(SipWriter.write(capture("wvp/lower/116")), StandardCharsets.UTF_8)
                .replaceAll(";tag=[^\\s;]+", "");
        SipRequest read = (SipRequest) message(bye.getBytes(StandardCharsets.UTF_8));
        assertThat(read.method()).isEqualTo("BYE");
        assertThat(read.from().tag()).isEmpty();
        assertThat(read.to().tag()).isEmpty();
        assertThat(read.callId()).isEqualTo(capture("wvp/lower/116").callId());
    }

    @Test
    void chineseReasonPhrasesAreKept() throws Exception {
        List<String> reasons = captures().stream()
                .map(CapturesTest::read)
                .filter(SipResponse.class::isInstance)
                .map(message -> ((SipResponse) message).reason())
                .filter(reason -> reason.chars().anyMatch(c -> c > 0x7f))
                .toList();
        assertThat(reasons).contains("消息超时未回复");
    }

    @Test
    void cseqNumbersStartAnywhere() throws Exception {
        assertThat(captures().stream().map(CapturesTest::read).map(m -> m.cseq().number()))
                .anyMatch(number -> number == 20)
                .anyMatch(number -> number > 100);
    }

    @Test
    void capturedExpiryOfADeRegistrationIsZero() throws Exception {
        Optional<SipMessage> leaving = captures().stream()
                .sorted(Comparator.naturalOrder())
                .map(CapturesTest::read)
                .filter(message -> message instanceof SipRequest request
                        && request.is("REGISTER")
                        && request.expires().orElse(1) == 0)
                .findFirst();
        assertThat(leaving).isPresent();
    }
}
