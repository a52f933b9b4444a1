package cascade.gateway.simulator.lower.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.simulator.function.DeviceFunction;
import org.junit.jupiter.api.Test;

class FunctionOptionsTest {

    @Test
    void whatHasNoAnswerCannotAnswerWrongly() {
        assertThatThrownBy(() -> FunctionOptions.DEFAULT.withFault(DeviceFunction.PTZ_CMD, new FunctionFault.WrongSn()))
                .hasMessageContaining("PTZCmd cannot have the fault WrongSn");
        assertThat(new FunctionFault.Refuses(488).suits(DeviceFunction.PTZ_CMD)).isTrue();
        assertThat(new FunctionFault.Deaf().suits(DeviceFunction.PTZ_CMD)).isTrue();
    }

    @Test
    void onlyAnAnswerInPartsBreaksOff() {
        var twoParts = new FunctionFault.TwoParts();

        assertThat(twoParts.suits(DeviceFunction.RECORD_INFO)).isTrue();
        assertThat(twoParts.suits(DeviceFunction.ALARM_SUBSCRIPTION)).isTrue();
        assertThat(twoParts.suits(DeviceFunction.DEVICE_INFO)).isFalse();
    }

    @Test
    void aRefusalHasACodeThatRefuses() {
        assertThatThrownBy(() -> new FunctionFault.Refuses(200)).hasMessageContaining("(expected: 300 to 699)");
    }

    @Test
    void whatIsMissingIsMissingBesideWhatIsFaulty() {
        FunctionOptions options = FunctionOptions.DEFAULT
                .without(DeviceFunction.TELE_BOOT)
                .without(DeviceFunction.PTZ_CMD)
                .withFault(DeviceFunction.DEVICE_INFO, new FunctionFault.Silent());

        assertThat(options.has(DeviceFunction.TELE_BOOT)).isFalse();
        assertThat(options.has(DeviceFunction.PTZ_CMD)).isFalse();
        assertThat(options.has(DeviceFunction.DEVICE_INFO)).isTrue();
        assertThat(options.faultOf(DeviceFunction.DEVICE_INFO)).isEqualTo(new FunctionFault.Silent());
        assertThat(options.faultOf(DeviceFunction.DEVICE_STATUS)).isEqualTo(new FunctionFault.None());
    }
}
