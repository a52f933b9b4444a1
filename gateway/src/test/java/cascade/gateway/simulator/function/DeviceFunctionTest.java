package cascade.gateway.simulator.function;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceFunctionTest {

    private static final DeviceId CAMERA = new DeviceId("37280600001310000001");

    @ParameterizedTest
    @EnumSource
    void aRowFindsItselfByItsUsualRequest(DeviceFunction row) {
        ManscdpMessage request = Other.of(row.root(), row.cmdType(), 1, Optional.of(CAMERA), row.sample());
        assertThat(row.isSubscription() ? DeviceFunction.ofSubscribe(request) : DeviceFunction.ofMessage(request))
                .contains(row);
    }

    @Test
    void labelsAreUnique() {
        assertThat(Stream.of(DeviceFunction.values()).map(DeviceFunction::label))
                .doesNotHaveDuplicates();
    }

    @Test
    void theKeyFrameRequestIsFoundByTheSpellingOfEitherEdition() {
        assertThat(DeviceFunction.ofMessage(control("IFameCmd"))).contains(DeviceFunction.I_FRAME_CMD);
        assertThat(DeviceFunction.ofMessage(control("IFrameCmd"))).contains(DeviceFunction.I_FRAME_CMD);
    }

    @Test
    void aControlWithoutAKnownElementIsNone() {
        assertThat(DeviceFunction.ofMessage(control("SelfDestruct"))).isEmpty();
    }

    @Test
    void aResponseAsksForNothing() {
        assertThat(DeviceFunction.ofMessage(Other.of(Root.RESPONSE, "PresetQuery", 1, Optional.of(CAMERA), List.of())))
                .isEmpty();
    }

    private static ManscdpMessage control(String element) {
        return Other.of(Root.CONTROL, "DeviceControl", 1, Optional.of(CAMERA), List.of(XmlNode.of(element, "Send")));
    }
}
