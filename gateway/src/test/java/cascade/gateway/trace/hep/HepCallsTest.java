package cascade.gateway.trace.hep;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.trace.Side;
import cascade.gateway.trace.Subject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HepCallsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_764_000_000);

    private final HepCalls calls = new HepCalls();

    private void open(String id) {
        calls.open(new Subject(id, Side.UPPER, "city", ""), "dialog of " + id, NOW);
    }

    @Test
    void aCallThatEndedIsKnownWhileMessagesOfItMayCome() {
        open("v1");
        calls.end("v1", NOW, true);
        assertThat(calls.find("v1")).isPresent();

        calls.open(new Subject("v2", Side.UPPER, "city", ""), "", NOW.plusSeconds(65));

        assertThat(calls.find("v1")).isEmpty();
    }

    @Test
    void aCallThatEndsWhileNothingIsSentIsForgottenAtOnce() {
        open("v1");
        calls.end("v1", NOW, false);

        assertThat(calls.find("v1")).isEmpty();
    }

    @Test
    void aCallBelongsToTheStreamThatItJoined() {
        open("v1");
        assertThat(calls.find("v1").orElseThrow().streamOrSelf()).isEqualTo("v1");

        calls.join("v1", "s2");

        assertThat(calls.find("v1").orElseThrow().streamOrSelf()).isEqualTo("s2");
    }
}
