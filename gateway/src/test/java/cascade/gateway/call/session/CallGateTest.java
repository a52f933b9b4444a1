package cascade.gateway.call.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.monitoring.CallCause;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallGateTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private final CallGate gate = new CallGate(() -> Duration.ofSeconds(30));

    @Test
    void anOpenGateRefusesNothing() {
        assertThatCode(gate::check).doesNotThrowAnyException();
        assertThat(gate.drainingSince()).isEmpty();
    }

    @Test
    void aDrainRefusesUntilItIsTakenBackAndKeepsItsBeginning() {
        assertThat(gate.drain(NOON)).isTrue();
        assertThat(gate.drain(NOON.plusSeconds(9))).isFalse();

        assertThat(gate.drainingSince()).contains(NOON);
        assertThatThrownBy(gate::check).isInstanceOfSatisfying(CallRejection.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.cause()).isEqualTo(CallCause.SHUTDOWN);
            assertThat(refusal.text()).contains("drains");
        });

        assertThat(gate.reopen()).isTrue();
        assertThat(gate.reopen()).isFalse();
        assertThatCode(gate::check).doesNotThrowAnyException();
    }

    @Test
    void aStopIsFinal() {
        gate.drain(NOON);
        gate.close();

        assertThat(gate.reopen()).isFalse();
        assertThat(gate.drain(NOON)).isFalse();
        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.drainingSince()).isEmpty();
        assertThatThrownBy(gate::check).hasMessageContaining("stopping");
    }
}
