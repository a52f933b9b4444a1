package cascade.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.MemoryStore;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Changes that operators asked for, over a restart. */
class KeptChangesTest {

    private static final Client CLIENT = new Client("10.0.0.9", Optional.empty(), Optional.empty());

    private final MemoryStore store = new MemoryStore();

    private static AuditLog audit(MemoryStore in) {
        var audit = new AuditLog(new FakeTime(), 2);
        audit.keepIn(in);
        return audit;
    }

    @Test
    void theNextProcessShowsTheLatestAsTheyWere() {
        AuditLog first = audit(store);
        first.note(CLIENT, HttpMethod.POST, "/api/v1/reload", 200);
        first.note(CLIENT, HttpMethod.DELETE, "/api/v1/streams/s1", 404);
        first.note(CLIENT, HttpMethod.POST, "/api/v1/drain", 200);

        List<AuditLog.Change> kept = audit(store.restarted()).changes();

        assertThat(kept).isEqualTo(first.changes()).hasSize(2);
        assertThat(kept.getFirst().path()).isEqualTo("/api/v1/drain");
        assertThat(store.kept(RecordKind.AUDIT)).hasSize(2);
    }
}
