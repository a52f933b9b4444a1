package cascade.gateway.gb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cascade.gateway.conformance.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Clause(value = "K L", part = "Subject")
class SubjectTest {
    private static final DeviceId CAMERA = new DeviceId("37280601411319001158");
    private static final DeviceId UPPER = new DeviceId("37280000000000000000");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "37280601411319001158:0,37280000000000000000:0",
                " 37280601411319001158 : 0 , 37280000000000000000 : 0 ",
                "37280601411319001158,37280000000000000000:",
            })
    void readsSenderAndReceiver(String value) {
        assertThat(Subject.tryParse(value)).hasValue(new Subject(CAMERA, "0", UPPER, "0"));
    }

    @Test
    void readsAndWritesEverySubjectOfTheCaptures() {
        assertThat(CapturedBodies.headers("Subject"))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(Subject.tryParse(value))
                        .map(Subject::toHeader)
                        .hasValue(value));
    }

    @Test
    void keepsSequencesAsText() {
        String value = "34020000001320000001:0200000001,34020000002020000001:a1";
        assertThat(Subject.tryParse(value)).map(Subject::toHeader).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "37280601411319001158:0", "a,b,c", "a b:0,c:0", ":0,b:0", "a:x y,b:0"})
    void readsNothingElse(String value) {
        assertThat(Subject.tryParse(value)).isEmpty();
    }

    @Test
    void refusesASequenceThatWouldBreakTheHeader() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(CAMERA, "0,1", UPPER, "0"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(CAMERA, "0\r\nX: y", UPPER, "0"));
    }
}
