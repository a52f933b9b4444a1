package cascade.gateway.call.record;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.MemoryStore;
import cascade.monitoring.CallCause;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ended calls over a restart. */
class KeptCallsTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00.123456789Z");

    private final MemoryStore store = new MemoryStore();

    private static CallRecords records(MemoryStore in) {
        var records = new CallRecords(() -> 3, System::nanoTime);
        records.keepIn(in);
        return records;
    }

    private static EndedCall ended(String id) {
        return new EndedCall(
                id,
                "call@10.0.0.1",
                "city",
                "district",
                "37280601411319001158",
                CallCause.MEDIA_TIMEOUT,
                "silent for \"30 s\"",
                200,
                NOON,
                Optional.of(NOON.plusMillis(80)),
                NOON.plusSeconds(90),
                12_345_678_901L,
                98_765,
                new CallMedia(
                        "lower-call",
                        Optional.of(MediaTransport.TCP_PASSIVE),
                        Optional.of("10.0.0.1:30000"),
                        Optional.empty(),
                        Optional.of("10.0.0.1:20000"),
                        Optional.of("10.0.0.7:6000"),
                        7,
                        Optional.of("10.0.0.9:1"),
                        Optional.of(DropReason.values()[0]),
                        Optional.of("look at 端口")));
    }

    private static EndedCall refused(String id) {
        return EndedCall.rejected(id, "c", "city", "1", new CallRejection(404, CallCause.NOT_FOUND, "unknown"), NOON);
    }

    @Test
    void theNextProcessShowsThemAsTheyWereAndGoesOnCounting() {
        CallRecords first = records(store);
        first.refused(refused("v7"));
        first.ended(ended("v12"));

        var next = new CallRecords(() -> 3, System::nanoTime);
        assertThat(next.keepIn(store.restarted())).isEqualTo(12);
        assertThat(next.newestFirst()).containsExactly(ended("v12"), refused("v7"));
    }

    @Test
    void noMoreAreKeptThanAreShown() {
        CallRecords first = records(store);
        for (int i = 1; i <= 10; i++) {
            first.ended(ended("v" + i));
        }

        assertThat(store.kept(RecordKind.RECENT_CALL)).hasSize(3);
        MemoryStore second = store.restarted();
        CallRecords next = records(second);
        next.ended(ended("v11"));
        assertThat(next.newestFirst()).extracting(EndedCall::id).containsExactly("v11", "v10", "v9");
        assertThat(second.kept(RecordKind.RECENT_CALL)).hasSize(3);
    }

    @Test
    void whoWasTurnedAwayIsNotKept() {
        records(store).turnedAway(refused("v1"));

        assertThat(store.kept(RecordKind.RECENT_CALL)).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsDroppedAlone() {
        records(store).ended(ended("v1"));
        store.put(RecordKind.RECENT_CALL, "2", Buffer.buffer("{\"cause\":\"NONE_OF_OURS\"}"));
        store.put(RecordKind.RECENT_CALL, "odd", Buffer.buffer());
        MemoryStore second = store.restarted();

        assertThat(records(second).newestFirst()).containsExactly(ended("v1"));
        assertThat(second.kept(RecordKind.RECENT_CALL)).doesNotContainKey("2");
    }
}
