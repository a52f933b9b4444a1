package cascade.gateway.simulator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessUnitTest {

    private static final String DELIMITER = "0000000109f0";
    private static final String PARAMETERS = "0000000167aabb0000000168cc";
    private static final String KEY_SLICE = "00000165112233";
    private static final String OTHER_SLICE = "0000014144";

    @Test
    void cutsAtDelimitersAndFindsKeyFrames() throws VideoException {
        byte[] stream = bytes(DELIMITER + PARAMETERS + KEY_SLICE + DELIMITER + OTHER_SLICE + OTHER_SLICE);

        List<AccessUnit> units = AccessUnit.split(stream);

        assertThat(units).extracting(AccessUnit::isKey).containsExactly(true, false);
        assertThat(units.get(0).bytes()).isEqualTo(bytes(DELIMITER + PARAMETERS + KEY_SLICE));
        assertThat(units.get(1).bytes()).isEqualTo(bytes(DELIMITER + OTHER_SLICE + OTHER_SLICE));
    }

    @Test
    void losesNoByteOfTheStream() throws VideoException {
        byte[] stream = bytes(DELIMITER + KEY_SLICE + "00000109f0" + OTHER_SLICE + DELIMITER + KEY_SLICE + "0000");
        var joined = new ByteArrayOutputStream();

        AccessUnit.split(stream).forEach(unit -> joined.writeBytes(unit.bytes()));

        assertThat(joined.toByteArray()).isEqualTo(stream);
    }

    @Test
    void refusesAStreamThatBeginsWithoutDelimiter() {
        assertThatThrownBy(() -> AccessUnit.split(bytes(KEY_SLICE + DELIMITER)))
                .isInstanceOf(VideoException.class)
                .hasMessageContaining("expected: an access unit delimiter");
    }

    @Test
    void refusesAStreamWithoutAnyUnit() {
        assertThatThrownBy(() -> AccessUnit.split(new byte[100])).isInstanceOf(VideoException.class);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
