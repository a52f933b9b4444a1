package cascade.gateway.call.record;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.monitoring.CallCause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The level of the line about a call's end: WARN for trouble, INFO for what somebody meant. */
class EndedCallTest {

    @ParameterizedTest
    @EnumSource(
            value = CallCause.class,
            names = {"NO_MEDIA", "MEDIA_TIMEOUT", "LIMIT", "INTERNAL"})
    @FieldReport(value = "operator 12", part = "calls")
    void aLossIsTrouble(CallCause cause) {
        assertThat(EndedCall.isTrouble(cause)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = CallCause.class,
            names = {"UPPER_BYE", "LOWER_BYE", "CANCELLED", "FILE_END", "ADMIN", "SHUTDOWN"})
    void whatSomebodyMeantIsNone(CallCause cause) {
        assertThat(EndedCall.isTrouble(cause)).isFalse();
    }
}
