package cascade.gateway.media.peek;

import static cascade.gateway.media.peek.PsBytes.H264_OTHER;
import static cascade.gateway.media.peek.PsBytes.H264_PARAMETERS;
import static cascade.gateway.media.peek.PsBytes.H265_PARAMETERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaContainer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentFinderTest {

    private static final int DYNAMIC = 96;

    private final ContentFinder finder = new ContentFinder();

    private boolean read(byte[] payload) {
        return finder.read(payload, 0, payload.length, DYNAMIC);
    }

    private boolean read(String hex) {
        return read(PsBytes.hex(hex));
    }

    private void assertFound(MediaContainer container, @Nullable MediaCodec video, @Nullable MediaCodec audio) {
        assertThat(finder.container()).contains(container);
        assertThat(finder.video().orElse(null)).isEqualTo(video);
        assertThat(finder.audio().orElse(null)).isEqualTo(audio);
    }

    /** GB/T 28181-2022 annex C. */
    @ParameterizedTest
    @CsvSource({
        "1B, H264",
        "24, H265",
        "10, MPEG4",
        "80, SVAC",
        "02, UNKNOWN",
    })
    void takesTheVideoCodecFromTheStreamMap(String type, MediaCodec codec) {
        boolean key = read(new PsBytes()
                .pack()
                .systemHeader()
                .map(Integer.parseInt(type, 16), 0x90)
                .bytes());

        assertThat(key).as("the headers of a key frame").isTrue();
        assertFound(MediaContainer.PS, codec, MediaCodec.G711A);
    }

    @ParameterizedTest
    @CsvSource({
        "90, G711A",
        "91, G711U",
        "92, G722_1",
        "93, G723_1",
        "99, G729",
        "9B, SVAC_AUDIO",
        "0F, AAC",
        "03, UNKNOWN",
    })
    void takesTheAudioCodecFromTheStreamMap(String type, MediaCodec codec) {
        read(new PsBytes().pack().map(0x1B, Integer.parseInt(type, 16)).bytes());

        assertFound(MediaContainer.PS, MediaCodec.H264, codec);
    }

    @Test
    void tellsKeyFramesFromOthersByTheirPictures() {
        assertThat(read(new PsBytes()
                        .pack()
                        .systemHeader()
                        .map(0x1B, 0x90)
                        .video(H264_PARAMETERS)
                        .bytes()))
                .isTrue();
        assertThat(read(new PsBytes().pack().video(H264_OTHER).bytes())).isFalse();
        assertThat(read(new PsBytes().pack().video("00000001 65 88 80 40").bytes()))
                .as("an IDR picture")
                .isTrue();
    }

    @Test
    void trustsThePictureMoreThanHeadersThatComeWithEveryFrame() {
        assertThat(read(new PsBytes()
                        .pack()
                        .systemHeader()
                        .map(0x1B, 0x90)
                        .video(H264_OTHER)
                        .bytes()))
                .isFalse();
    }

    /** As ffmpeg writes it. */
    @ParameterizedTest
    @CsvSource({
        "00000001 67 64001f ac,                     H264,  true",
        "00000001 27 42e01e ac,                     H264,  true",
        "00000001 09 f0 00000001 67 4d0028 ac,      H264,  true",
        "00000001 40 01 0c01 ff,                    H265,  true",
        "00000001 46 01 50 00000001 42 01 0101 60,  H265,  true",
        "000001 b0 01 000001 b5 89 13,              MPEG4, true",
        "00000001 41 9a 24 6c,                      UNKNOWN, false",
        "00000001 67 ffffff ac,                     UNKNOWN, false",
    })
    void guessesTheCodecFromParameterSetsWithoutAMap(String pictures, MediaCodec codec, boolean key) {
        assertThat(read(new PsBytes().pack().video(pictures).bytes())).isEqualTo(key);

        assertFound(MediaContainer.PS, codec, null);
    }

    @Test
    void takesTheHeadersForAKeyFrameWhereThePictureCannotBeRead() {
        assertThat(read(new PsBytes()
                        .pack()
                        .systemHeader()
                        .map(0x80, 0x9B)
                        .video("00000001 0e aabb cc")
                        .bytes()))
                .isTrue();
        assertThat(read(new PsBytes().pack().video("00000001 02 aabb cc").bytes()))
                .isFalse();
        assertFound(MediaContainer.PS, MediaCodec.SVAC, MediaCodec.SVAC_AUDIO);
    }

    @Test
    void skipsPrivateDataPaddingAndStuffing() {
        boolean key = read(new PsBytes()
                .packWithStuffing()
                .systemHeader()
                .unit("bd", "00 01 02 000001 67 42")
                .unit("be", "ffff")
                .unit("bf", "0102")
                .video(H265_PARAMETERS)
                .bytes());

        assertThat(key).isTrue();
        assertFound(MediaContainer.PS, MediaCodec.H265, null);
    }

    @Test
    void readsAPictureOfNoLengthToTheEnd() {
        assertThat(read(new PsBytes().pack().videoOfNoLength(H264_PARAMETERS).bytes()))
                .isTrue();
    }

    @Test
    void readsAMapWithDescriptors() {
        // of the program, 6 bytes; of the video, 3
        read(new PsBytes()
                .pack()
                .unit("bc", "e1 ff 0006 4804 01020304 000f 1b e0 0003 2a01 ff 90 c0 0004 01020304 00000000")
                .bytes());

        assertFound(MediaContainer.PS, MediaCodec.H264, MediaCodec.G711A);
    }

    /** The bytes that a camera really sent, up to where the reference quotes them. */
    @Test
    void knowsTheBeginningOfACapturedStream() {
        read("000001ba 6e617c979401 07599f feffff01f2c2b4 000001bb");

        assertThat(finder.container()).contains(MediaContainer.PS);
    }

    @Test
    void hearsSoundWithoutAMap() {
        read(new PsBytes().pack().audio("d5d5d5d5").bytes());
        assertFound(MediaContainer.PS, null, MediaCodec.UNKNOWN);

        read(new PsBytes().pack().audio("fff15080").bytes());
        assertFound(MediaContainer.PS, null, MediaCodec.AAC);
    }

    /** RFC 6184 and RFC 7798: alone, together, in pieces; and with start codes, as some send it. */
    @ParameterizedTest
    @CsvSource({
        "67 64001f ac d9,                H264, true",
        "78 0004 67 64001f 0002 68eb,    H264, true",
        "00000001 67 64001f ac,          H264, true",
        "000001 67 64001f ac,            H264, true",
        "42 01 0101 6000,                H265, true",
        "60 01 0006 40 01 0c01 ffff,     H265, true",
        "00000001 40 01 0c01 ff,         H265, true",
    })
    void knowsElementaryStreamsByTheirParameterSets(String payload, MediaCodec codec, boolean key) {
        assertThat(read(payload)).isEqualTo(key);

        assertFound(MediaContainer.ES, codec, null);
    }

    @Test
    void seesKeyFramesInPieces() {
        read("67 64001f ac d9");
        assertThat(read("7c 85 88 80 40")).as("first piece of an IDR picture").isTrue();
        assertThat(read("7c 05 88 80 40")).as("a later piece").isFalse();
        assertThat(read("5c 81 9a 24 6c")).as("of another picture").isFalse();
    }

    @Test
    void seesKeyFramesInPiecesOfH265() {
        read("42 01 0101 6000");
        assertThat(read("62 01 93 af 09")).isTrue();
        assertThat(read("62 01 13 af 09")).isFalse();
        assertThat(read("62 01 81 af 09")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, G711U", "4, G723_1", "8, G711A", "9, G722_1", "18, G729", "20, SVAC_AUDIO"})
    void knowsSoundByItsPayloadType(int payloadType, MediaCodec codec) {
        finder.read(PsBytes.hex("d5d5d5d5d5d5"), 0, 6, payloadType);

        assertFound(MediaContainer.ES, null, codec);
    }

    @Test
    void saysAfterEnoughSamplesThatItIsNoProgramStream() {
        for (int i = 1; i < ContentFinder.ENOUGH_SAMPLES; i++) {
            read("17 22 33 44 55 66");
        }
        assertThat(finder.container()).isEmpty();

        read("17 22 33 44 55 66");
        assertFound(MediaContainer.UNKNOWN, null, null);

        read(new PsBytes().pack().video(H264_PARAMETERS).bytes());
        assertFound(MediaContainer.PS, MediaCodec.H264, null);
    }

    @Test
    void knowsNothingOfNoiseHoweverLongItLasts() {
        for (int seed = 0; seed < 5; seed++) {
            ContentFinder noise = new ContentFinder();
            Random random = new Random(seed);
            byte[] payload = new byte[64];
            for (int i = 0; i < 100_000; i++) {
                random.nextBytes(payload);
                noise.read(payload, 0, payload.length, DYNAMIC);
            }
            assertThat(noise.container()).as("seed %d", seed).contains(MediaContainer.UNKNOWN);
            assertThat(noise.video()).as("seed %d", seed).isEmpty();
        }
    }

    /** At every cut: only the bytes that are there are read. */
    @Test
    void staysInsideOfWhateverArrives() {
        List<byte[]> frames = frames();
        for (byte[] frame : frames) {
            for (int length = 0; length <= frame.length; length++) {
                assertReadable(Arrays.copyOf(frame, length), 0);
            }
        }
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] frame = frames.get(random.nextInt(frames.size())).clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                frame[random.nextInt(frame.length)] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
            }
            assertReadable(Arrays.copyOf(frame, random.nextInt(frame.length + 1)), seed);
        }
    }

    private static List<byte[]> frames() {
        return List.of(
                new PsBytes()
                        .packWithStuffing()
                        .systemHeader()
                        .map(0x1B, 0x90)
                        .unit("bd", "0102")
                        .audio("d5d5")
                        .video(H264_PARAMETERS)
                        .bytes(),
                new PsBytes().pack().videoOfNoLength(H265_PARAMETERS).bytes(),
                new PsBytes().raw("000001b9").pack().audio("fff1").bytes(),
                PsBytes.hex("78 0004 67 64001f 0002 68eb"),
                PsBytes.hex("60 01 0006 40 01 0c01 ffff"),
                PsBytes.hex("62 01 93 af 09"),
                PsBytes.hex("00000000000001 67 64001f"));
    }

    private static void assertReadable(byte[] payload, int seed) {
        ContentFinder any = new ContentFinder();
        assertThatCode(() -> {
                    // with a codec known as well, which opens other ways
                    any.read(payload, 0, payload.length, DYNAMIC);
                    any.read(PsBytes.hex("42 01 0101 6000"), 0, 6, DYNAMIC);
                    any.read(payload, 0, payload.length, DYNAMIC);
                    any.container();
                })
                .as("seed %d, %d bytes", seed, payload.length)
                .doesNotThrowAnyException();
    }
}
