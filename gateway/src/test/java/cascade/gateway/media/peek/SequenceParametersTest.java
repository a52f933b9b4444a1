package cascade.gateway.media.peek;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.MediaDetail.PictureSize;
import cascade.gateway.testkit.Trials;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameter sets as x264 and x265 write them. */
class SequenceParametersTest {

    @ParameterizedTest
    @CsvSource({
        "high,               67640028acd940780227e5c044000003000400000300c83c60c65800,           1920, 1080",
        "interlaced,         67640028acd94078044fde0220000003002000000643e2c5b2c000,             1920, 1080",
        "baseline,           6742c01ed900b0126c0440000003004000000c83c58b9200,                   704,  576",
        "'4:4:4, predictive', 67f40028919680780227e27011000003000100000300320f1832a000,          1920, 1080",
        "4:4:4 of CIF,       67f4000d9196816096c044000003000400000300c83c50aa8000,               352,  288",
    })
    void ofH264TellTheSizeOfThePictureThatIsShown(String what, String hex, int width, int height) {
        byte[] bytes = PsBytes.hex(hex);

        assertThat(SequenceParameters.h264(bytes, 1, bytes.length)).as(what).contains(new PictureSize(width, height));
    }

    @ParameterizedTest
    @CsvSource({
        "main,        420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000c8400, 1920, 1080",
        "two layers,  420101016000000300900000030000030096a001402005a165959a4932bc05a0200000030020000003032100, 2560, 1440",
        "4:4:4,       4201010408000003009e0800000300003c9001610090b2caca94985e02dc08080010000003001000000301908000, 352, 288",
    })
    void ofH265TellItAsWell(String what, String hex, int width, int height) {
        byte[] bytes = PsBytes.hex(hex);

        assertThat(SequenceParameters.h265(bytes, 2, bytes.length)).as(what).contains(new PictureSize(width, height));
    }

    @Test
    void thatAreCutOffTellNothing() {
        byte[] bytes = PsBytes.hex("67640028acd940780227e5c044000003000400000300c83c60c65800");

        for (int end = 0; end < 11; end++) {
            assertThat(SequenceParameters.h264(bytes, Math.min(1, end), end))
                    .as("of %d bytes", end)
                    .isEmpty();
        }
    }

    @Test
    void ofAnyBytesAreReadToAnEnd() {
        var random = new Random(Trials.seed());
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            SequenceParameters.h264(bytes, 0, bytes.length);
            SequenceParameters.h265(bytes, 0, bytes.length);
        }
    }
}
