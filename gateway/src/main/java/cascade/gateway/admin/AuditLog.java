package cascade.gateway.admin;

import cascade.gateway.admin.access.Caller;
import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordRing;
import cascade.gateway.store.RecordStore;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Changes that operators asked for by HTTP, as many as are remembered, those of a former process too. Control loop only. */
final class AuditLog {

    /**
     * Change that was asked for.
     *
     * @param account whose; empty where nobody has one
     * @param path as it was asked for
     * @param status of the answer
     */
    record Change(Instant time, Optional<String> account, String address, HttpMethod method, String path, int status) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("time", time.toString())
                    .put("account", account.orElse(null))
                    .put("address", address)
                    .put("method", method.name())
                    .put("path", path)
                    .put("status", status);
        }

        private static Change ofJson(JsonObject json) {
            return new Change(
                    Instant.parse(json.getString("time")),
                    Optional.ofNullable(json.getString("account")),
                    json.getString("address"),
                    HttpMethod.valueOf(json.getString("method")),
                    json.getString("path"),
                    json.getInteger("status"));
        }
    }

    private final InstantSource clock;
    private final int capacity;
    private final Deque<Change> latestFirst = new ArrayDeque<>();
    private Optional<RecordRing<Change>> kept = Optional.empty();

    AuditLog(InstantSource clock, int capacity) {
        this.clock = clock;
        this.capacity = capacity;
    }

    /** Takes over the changes of a former process, and keeps them in that store from now on. */
    void keepIn(RecordStore store) {
        var ring = new RecordRing<Change>(
                store,
                RecordKind.AUDIT,
                "change/",
                () -> capacity,
                RecordRing.Codec.of(
                        change -> change.toJson().toBuffer(), record -> Change.ofJson(new JsonObject(record))));
        ring.restore().forEach(latestFirst::addFirst);
        kept = Optional.of(ring);
    }

    Change note(Client client, HttpMethod method, String path, int status) {
        var change = new Change(
                clock.instant(), client.caller().flatMap(Caller::account), client.address(), method, path, status);
        latestFirst.addFirst(change);
        kept.ifPresent(ring -> ring.add(change));
        if (latestFirst.size() > capacity) {
            latestFirst.removeLast();
        }
        return change;
    }

    /** The latest first. */
    List<Change> changes() {
        return List.copyOf(latestFirst);
    }
}
