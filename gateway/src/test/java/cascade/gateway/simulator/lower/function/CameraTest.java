package cascade.gateway.simulator.lower.function;

import static cascade.gateway.simulator.function.Elements.element;
import static cascade.gateway.simulator.function.Elements.text;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.simulator.function.PtzCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraTest {

    private final Camera camera = new Camera("gate");

    @Test
    void turnsAsThePtzCodeSays() {
        camera.ptz(new PtzCode(0x29, 31, 16, 1).hex());

        assertThat(camera.pan()).isEqualTo("3.10");
        assertThat(camera.tilt()).isEqualTo("-1.60");
    }

    @Test
    void aFullCircleIsZero() {
        camera.ptz(new PtzCode(0x02, 10, 0, 0).hex());

        assertThat(camera.pan()).isEqualTo("359.00");
    }

    @Test
    void whatIsNoPtzCodeIsKeptAndMovesNothing() {
        camera.ptz("A50F");

        assertThat(camera.view().ptzCode()).contains("A50F");
        assertThat(camera.pan()).isEqualTo("0.00");
    }

    @Test
    void aPrecisePositionOutOfRangeGoesToTheLimit() {
        camera.precise(Optional.of(370.0), Optional.of(100.0), Optional.of(0.5));

        assertThat(camera.pan()).isEqualTo("10.00");
        assertThat(camera.tilt()).isEqualTo("90.00");
        assertThat(camera.zoom()).isEqualTo("1.00");
    }

    @Test
    void aPrecisePositionLeavesWhatItDoesNotName() {
        camera.precise(Optional.of(120.5), Optional.empty(), Optional.of(2.0));
        camera.precise(Optional.empty(), Optional.of(10.0), Optional.empty());

        assertThat(camera.view().pan()).isEqualTo(120.5);
        assertThat(camera.view().tilt()).isEqualTo(10.0);
        assertThat(camera.view().zoom()).isEqualTo(2.0);
    }

    @Test
    void presetsAreSetAndDeleted() {
        camera.ptz(PtzCode.setPreset(9).hex());
        camera.ptz(new PtzCode(0x83, 0, 1, 0).hex());

        assertThat(camera.presets()).containsKey(9).doesNotContainKey(1);
    }

    @Test
    void aSectionOfItsConfigurationIsReplacedAsAWhole() {
        camera.configure(element("BasicParam", text("Name", "yard")));

        assertThat(camera.section("BasicParam").orElseThrow().children()).containsExactly(text("Name", "yard"));
        assertThat(camera.section("OSDConfig")).isEmpty();
    }
}
