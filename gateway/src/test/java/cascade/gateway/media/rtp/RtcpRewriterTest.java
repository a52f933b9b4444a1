package cascade.gateway.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.media.RtcpBuilder;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RtcpRewriterTest {

    private static final int SOURCE = 100_007_399;
    private static final int VIEWER = 999_999_999;
    private static final int REPORTER = 0x7E57_0001;
    private static final int OTHER = 0x0BAD_CAFE;
    private static final int UPPER = 0x1234_5678;
    private static final long NTP = 0x0123_4567_89AB_CDEFL;

    @Test
    void givesASendersCompoundTheViewersSsrc() {
        byte[] sent = new RtcpBuilder()
                .senderReport(SOURCE, NTP)
                .description("camera", SOURCE)
                .app(SOURCE, "VEND", SOURCE)
                .bye("end", SOURCE)
                .bytes();

        assertThat(toViewer(sent))
                .isEqualTo(new RtcpBuilder()
                        .senderReport(VIEWER, NTP)
                        .description("camera", VIEWER)
                        // what a vendor puts into its data is not ours to read
                        .app(VIEWER, "VEND", SOURCE)
                        .bye("end", VIEWER)
                        .bytes());
    }

    @Test
    void takesTheSenderOfAReportForTheSourceWhateverItCallsItself() {
        byte[] sent = new RtcpBuilder()
                .senderReport(OTHER, NTP)
                .description("camera", OTHER)
                .bye("", OTHER)
                .bytes();

        assertThat(toViewer(sent))
                .isEqualTo(new RtcpBuilder()
                        .senderReport(VIEWER, NTP)
                        .description("camera", VIEWER)
                        .bye("", VIEWER)
                        .bytes());
    }

    @Test
    void keepsContributingSourcesInLists() {
        byte[] sent = new RtcpBuilder()
                .senderReport(SOURCE, NTP)
                .description("mixer", SOURCE, OTHER)
                .bye("", OTHER, SOURCE)
                .bytes();

        assertThat(toViewer(sent))
                .isEqualTo(new RtcpBuilder()
                        .senderReport(VIEWER, NTP)
                        .description("mixer", VIEWER, OTHER)
                        .bye("", OTHER, VIEWER)
                        .bytes());
    }

    @Test
    void turnsAViewersReportAboutItsSsrcIntoOneAboutTheSource() {
        byte[] sent = new RtcpBuilder()
                .receiverReport(UPPER, OTHER, VIEWER)
                .description("upper", UPPER)
                .bytes();

        assertThat(toSource(sent))
                .isEqualTo(new RtcpBuilder()
                        .receiverReport(REPORTER, OTHER, SOURCE)
                        .description("upper", REPORTER)
                        .bytes());
    }

    @Test
    void tellsReporterAndMediaApartWhenAViewerUsesOneSsrcForBoth() {
        byte[] sent = new RtcpBuilder()
                .receiverReport(VIEWER, VIEWER)
                .description("upper", VIEWER)
                .bye("", VIEWER)
                .bytes();

        assertThat(toSource(sent))
                .isEqualTo(new RtcpBuilder()
                        .receiverReport(REPORTER, SOURCE)
                        .description("upper", REPORTER)
                        .bye("", REPORTER)
                        .bytes());
    }

    @Test
    void mapsReportBlocksOfAViewersSenderReport() {
        byte[] sent = new RtcpBuilder().senderReport(UPPER, NTP, VIEWER).bytes();

        assertThat(toSource(sent))
                .isEqualTo(new RtcpBuilder().senderReport(REPORTER, NTP, SOURCE).bytes());
    }

    @Test
    void mapsFeedbackOfReducedSize() {
        // a lost picture, a generic NACK whose number happens to be the SSRC
        byte[] sent = new RtcpBuilder()
                .feedback(206, 1, UPPER, VIEWER)
                .feedback(205, 1, UPPER, VIEWER, VIEWER)
                .bytes();

        assertThat(toSource(sent))
                .isEqualTo(new RtcpBuilder()
                        .feedback(206, 1, REPORTER, SOURCE)
                        .feedback(205, 1, REPORTER, SOURCE, VIEWER)
                        .bytes());
    }

    @Test
    void mapsTheTargetsOfFullIntraAndBitrateRequests() {
        // the second word of an entry is no SSRC, even when it looks like one
        byte[] sent = new RtcpBuilder()
                .feedback(206, 4, UPPER, 0, VIEWER, VIEWER, OTHER, 1)
                .feedback(205, 3, UPPER, 0, VIEWER, VIEWER)
                .bytes();

        assertThat(toSource(sent))
                .isEqualTo(new RtcpBuilder()
                        .feedback(206, 4, REPORTER, 0, SOURCE, VIEWER, OTHER, 1)
                        .feedback(205, 3, REPORTER, 0, SOURCE, VIEWER)
                        .bytes());
    }

    @Test
    void mapsExtendedReports() {
        int[] lossRle = {0x01_00_0002, VIEWER, 0x0001_0002};
        int[] receiverTime = {0x04_00_0002, VIEWER, VIEWER};
        int[] delays = {0x05_00_0006, OTHER, 1, 2, VIEWER, 3, 4};
        byte[] sent = new RtcpBuilder()
                .raw(207, 0, words(UPPER, lossRle, receiverTime, delays))
                .bytes();
        lossRle[1] = SOURCE;
        delays[4] = SOURCE;

        assertThat(toSource(sent))
                .isEqualTo(new RtcpBuilder()
                        .raw(207, 0, words(REPORTER, lossRle, receiverTime, delays))
                        .bytes());
    }

    @Test
    void mapsOnlyKnownSsrcsInPacketsOfAnUnknownType() {
        byte[] sent = new RtcpBuilder()
                .receiverReport(UPPER)
                .raw(211, 0, UPPER, VIEWER)
                .bytes();

        assertThat(toSource(sent))
                .isEqualTo(new RtcpBuilder()
                        .receiverReport(REPORTER)
                        .raw(211, 0, REPORTER, VIEWER)
                        .bytes());
    }

    /** RFC 5506: a datagram may be one packet of any type. */
    @ParameterizedTest
    @MethodSource("singles")
    void rewritesEachTypeAlone(String type, BiFunction<Integer, Integer, byte[]> packet) {
        assertThat(toViewer(packet.apply(SOURCE, SOURCE))).isEqualTo(packet.apply(VIEWER, VIEWER));
        assertThat(toViewer(packet.apply(OTHER, SOURCE))).isEqualTo(packet.apply(VIEWER, VIEWER));
        assertThat(toSource(packet.apply(UPPER, VIEWER))).isEqualTo(packet.apply(REPORTER, SOURCE));
        assertThat(toSource(packet.apply(UPPER, OTHER))).isEqualTo(packet.apply(REPORTER, OTHER));
    }

    private static Stream<Arguments> singles() {
        return Stream.of(
                single("SR", (sender, media) -> builder().senderReport(sender, NTP, media)),
                single("RR", (sender, media) -> builder().receiverReport(sender, media)),
                single("SDES", (sender, media) -> builder().description("camera", sender, media)),
                single("BYE", (sender, media) -> builder().bye("end", sender, media)),
                single("APP", (sender, media) -> builder().app(sender, "VEND", 1, 2)),
                single("RTPFB NACK", (sender, media) -> builder().feedback(205, 1, sender, media, 0x0064_0000)),
                single("RTPFB TMMBR", (sender, media) -> builder().feedback(205, 3, sender, 0, media, 5)),
                single("RTPFB TMMBN", (sender, media) -> builder().feedback(205, 4, sender, 0, media, 5)),
                single("PSFB PLI", (sender, media) -> builder().feedback(206, 1, sender, media)),
                single("PSFB SLI", (sender, media) -> builder().feedback(206, 2, sender, media, 3)),
                single("PSFB FIR", (sender, media) -> builder().feedback(206, 4, sender, 0, media, 7 << 24)),
                single("PSFB AFB", (sender, media) -> builder().feedback(206, 15, sender, media, 9, 9)),
                single("XR loss RLE", (sender, media) -> builder().raw(207, 0, sender, 0x01_00_0002, media, 1)),
                single("XR receiver time", (sender, media) -> builder().raw(207, 0, sender, 0x04_00_0002, 1, 2)),
                single("XR DLRR", (sender, media) -> builder().raw(207, 0, sender, 0x05_00_0003, media, 1, 2)),
                single("XR statistics", (sender, media) -> builder().raw(207, 0, sender, 0x06_00_0002, media, 1)),
                single("XR VoIP", (sender, media) -> builder().raw(207, 0, sender, 0x07_00_0002, media, 1)),
                single("XR without blocks", (sender, media) -> builder().raw(207, 0, sender)));
    }

    private static RtcpBuilder builder() {
        return new RtcpBuilder();
    }

    private static Arguments single(String type, BiFunction<Integer, Integer, RtcpBuilder> packet) {
        return Arguments.of(type, packet.andThen(RtcpBuilder::bytes));
    }

    @Test
    void leavesXrBlocksAloneThatRunOverTheirPacket() {
        byte[] sent = builder().raw(207, 0, UPPER, 0x01_00_0009, VIEWER).bytes();

        assertThat(toSource(sent))
                .isEqualTo(builder().raw(207, 0, REPORTER, 0x01_00_0009, VIEWER).bytes());
    }

    @Test
    void leavesAnEmptyByeAlone() {
        byte[] sent = new RtcpBuilder().bye("").bytes();

        assertThat(toViewer(sent)).isEqualTo(sent);
    }

    /** There and back again is the identity, so nothing but the SSRCs can have changed. */
    @Test
    void undoesItselfForAnyCompoundPacket() {
        Random random = new Random(4);
        for (int round = 0; round < 2_000; round++) {
            byte[] sent = randomCompound(random);
            byte[] there = rewritten(RtcpRewriter.toSource(VIEWER, SOURCE, REPORTER), sent);
            byte[] back = rewritten(RtcpRewriter.toSource(SOURCE, VIEWER, UPPER), there);

            assertThat(back).as("seed 4, round %d", round).isEqualTo(sent);
            assertThat(count(there, VIEWER)).as("seed 4, round %d", round).isZero();
            assertThat(count(there, SOURCE)).as("seed 4, round %d", round).isEqualTo(count(sent, VIEWER));
            assertThat(count(there, REPORTER)).as("seed 4, round %d", round).isEqualTo(count(sent, UPPER));
        }
    }

    private static byte[] randomCompound(Random random) {
        RtcpBuilder builder = new RtcpBuilder();
        int packets = 1 + random.nextInt(5);
        for (int i = 0; i < packets; i++) {
            switch (i == 0 ? random.nextInt(2) : random.nextInt(6)) {
                case 0 -> builder.receiverReport(UPPER, medias(random));
                case 1 -> builder.senderReport(UPPER, NTP, medias(random));
                case 2 -> builder.description("x".repeat(random.nextInt(20)), UPPER, OTHER);
                case 3 -> builder.app(UPPER, "TEST", random.nextInt());
                case 4 -> builder.feedback(205 + random.nextInt(2), 1, UPPER, VIEWER, random.nextInt());
                default -> builder.bye("y".repeat(random.nextInt(20)), OTHER, UPPER);
            }
        }
        return builder.bytes();
    }

    private static int[] medias(Random random) {
        return random.ints(random.nextInt(4), 0, 2)
                .map(which -> which == 0 ? VIEWER : OTHER)
                .toArray();
    }

    private static int count(byte[] bytes, int word) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int count = 0;
        while (buffer.hasRemaining()) {
            count += buffer.getInt() == word ? 1 : 0;
        }
        return count;
    }

    private static int[] words(int first, int[]... rest) {
        ByteBuffer all = ByteBuffer.allocate(400).putInt(first);
        for (int[] part : rest) {
            for (int word : part) {
                all.putInt(word);
            }
        }
        int[] words = new int[all.flip().remaining() / 4];
        all.asIntBuffer().get(words);
        return words;
    }

    private static byte[] toViewer(byte[] sent) {
        return rewritten(RtcpRewriter.toViewer(SOURCE, VIEWER), sent);
    }

    private static byte[] toSource(byte[] sent) {
        return rewritten(RtcpRewriter.toSource(VIEWER, SOURCE, REPORTER), sent);
    }

    /** At an offset, so that it shows when the rewriter forgets it. */
    private static byte[] rewritten(RtcpRewriter rewriter, byte[] sent) {
        int offset = 20;
        ByteBuffer packet = ByteBuffer.allocateDirect(offset + sent.length).put(offset, sent);
        assertThat(RtcpPackets.isSound(packet, offset, sent.length)).isTrue();
        rewriter.rewrite(packet, offset, sent.length);
        byte[] received = new byte[sent.length];
        packet.get(offset, received);
        return received;
    }
}
