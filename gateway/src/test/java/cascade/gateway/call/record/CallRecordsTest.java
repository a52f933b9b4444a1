package cascade.gateway.call.record;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.session.CallRejection;
import cascade.monitoring.CallCause;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallRecordsTest {

    private final CallRecords records = new CallRecords(() -> 20, System::nanoTime);

    @Test
    void thoseThatWereTurnedAwayPushNoOtherCallOut() {
        IntStream.range(0, 15).forEach(i -> records.refused(call("v" + i, "city")));
        IntStream.range(100, 1_100).forEach(i -> records.turnedAway(call("v" + i, "unknown")));

        assertThat(records.newestFirst().stream().map(EndedCall::id).limit(3)).containsExactly("v1099", "v1098", "v14");
        assertThat(records.newestFirst()).hasSize(17);
    }

    @Test
    void thoseThatWereTurnedAwayGoWithTheirTimeToo() {
        records.turnedAway(call("v0", "unknown"));
        IntStream.range(1, 31).forEach(i -> records.refused(call("v" + i, "city")));
        records.turnedAway(call("v31", "unknown"));
        records.turnedAway(call("v32", "unknown"));

        assertThat(records.newestFirst().stream().map(EndedCall::id).limit(3)).containsExactly("v32", "v31", "v30");
        assertThat(records.newestFirst()).hasSize(20);
    }

    private static EndedCall call(String id, String domain) {
        var why = new CallRejection(403, CallCause.NOT_PERMITTED, "nobody knows it");
        return EndedCall.rejected(id, "call-" + id, domain, "37280600001320000001", why, Instant.EPOCH);
    }
}
