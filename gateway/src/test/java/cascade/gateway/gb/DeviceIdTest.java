package cascade.gateway.gb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cascade.gateway.conformance.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Clause("coding")
class DeviceIdTest {
    @Test
    void readsTypeAndDomainOfAnIdByTheRule() {
        DeviceId camera = new DeviceId("34020000001320000001");

        assertThat(camera.isTwentyDigits()).isTrue();
        assertThat(camera.typeCode()).hasValue(132);
        assertThat(camera.domainCode()).isEqualTo("3402000000");
        assertThat(camera).hasToString("34020000001320000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "37280600000000000000",
                "120105110228023020",
                "0000042001000001",
                "00000000001310018021",
                "a_b-C9"
            })
    void acceptsIdsThatBreakTheRule(String id) {
        assertThat(new DeviceId(id).value()).isEqualTo(id);
    }

    @Test
    void hasNoTypeCodeWhereTheRuleDoesNotApply() {
        assertThat(new DeviceId("120105110228023020").typeCode()).isEmpty();
        assertThat(new DeviceId("3402").domainCode()).isEqualTo("3402");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "34020000001320000001\r\n", "../etc", "编码", "<x>"})
    void refusesWhatIsNoToken(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceId(id));
    }

    @Test
    void refusesMoreThanSixtyFourCharactersWithoutRepeatingThemAll() {
        assertThat(new DeviceId("1".repeat(64)).value()).hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceId("1".repeat(10_000)))
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(200));
    }

    @Test
    void readsAnIdWithBlanksAroundIt() {
        assertThat(DeviceId.tryParse(" 34020000001320000001 \r\n")).hasValue(new DeviceId("34020000001320000001"));
    }

    @ParameterizedTest
    @CsvSource({
        "34, AREA",
        "340202, AREA",
        "34020201, AREA",
        "340, DEVICE",
        "34020200002000000001, SYSTEM",
        "34020200002150000001, BUSINESS_GROUP",
        "44030601582160000008, VIRTUAL_ORGANISATION",
        "37280601411319001158, DEVICE",
        "37280600000000000000, DEVICE"
    })
    void tellsTheKindOfNodeFromTheId(String id, NodeKind kind) {
        assertThat(new DeviceId(id).nodeKind()).isEqualTo(kind);
    }
}
