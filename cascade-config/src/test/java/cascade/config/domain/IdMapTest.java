package cascade.config.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IdMapTest {

    private static final String CAMERA = "37280601001310000007";

    @Test
    void exchangesTheBeginningAndKeepsTheRest() {
        IdMap map = IdMap.of(Map.of("37280601*", "37280000*"));

        assertThat(map.exported(CAMERA)).contains("37280000001310000007");
        assertThat(map.exported("37280701001310000007")).isEmpty();
    }

    @Test
    void takesAWholeIdBeforeABeginningAndALongBeginningBeforeAShortOne() {
        IdMap map = IdMap.of(
                Map.of("37*", "38*", "37280601*", "37280000*", CAMERA, "11111111111111111111", "372806*", "372899*"));

        assertThat(map.exported(CAMERA)).contains("11111111111111111111");
        assertThat(map.exported("37280601001310000008")).contains("37280000001310000008");
        assertThat(map.exported("37280602001310000008")).contains("37289902001310000008");
        assertThat(map.exported("37290602001310000008")).contains("38290602001310000008");
    }

    @Test
    void refusesToChangeTheLengthOfAnId() {
        assertThatIllegalArgumentException().isThrownBy(() -> IdMap.of(Map.of("37280601*", "3728*")));
    }
}
