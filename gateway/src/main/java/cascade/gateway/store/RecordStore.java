package cascade.gateway.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * Key-value store of the records that survive the process. A record that cannot be written fails nobody: its Future
 * succeeds, the loss is counted and logged, and what depends on it goes on. Records hold wall-clock time only, since
 * {@code nanoTime} means nothing to the next process. Control context only.
 */
public interface RecordStore {

    /**
     * Writes a record over the former one of this key. The order of calls is the order of the records.
     *
     * @param record must not be changed afterwards
     * @return succeeds on the control context when a crash of the process can no longer lose the record
     */
    Future<Void> put(RecordKind kind, String key, Buffer record);

    /** Removes the record of a key, if there is one; as {@link #put} in order and in what the Future says. */
    Future<Void> remove(RecordKind kind, String key);

    /**
     * The records of the former process by key, in the order in which their keys were first put; empty when it left none.
     * What is put or removed meanwhile does not change it.
     */
    Map<String, Buffer> restored(RecordKind kind);

    /** Releases the memory of what was {@link #restored}, which is empty from now on. The records themselves stay. */
    void forget(RecordKind kind);

    /** Succeeds when all that was put is on the disk and the store's files are closed. Idempotent. */
    Future<Void> close();
}
