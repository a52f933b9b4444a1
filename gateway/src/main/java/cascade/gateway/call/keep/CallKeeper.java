package cascade.gateway.call.keep;

import cascade.gateway.call.leg.DialogKeeper;
import cascade.gateway.call.leg.KeptDialog;
import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeper of the records of dialogs, streams and viewers in the store. A record stays until it is forgotten, which is when its
 * owner has ended: what has none is found by {@link #keys}. Control loop only.
 */
public final class CallKeeper implements DialogKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(CallKeeper.class);

    private static final String DIALOG = "dialog ";
    private static final String STREAM = "stream ";
    private static final String VIEWER = "viewer ";

    private final RecordStore store;
    private final Set<String> keys = new HashSet<>();

    public CallKeeper(RecordStore store) {
        this.store = store;
    }

    @Override
    public Future<Void> keep(KeptDialog dialog) {
        return put(keyOfDialog(dialog.key()), KeptDialogJson.write(dialog));
    }

    @Override
    public void forget(String key) {
        remove(keyOfDialog(key));
    }

    /** Keeps a running stream as it is now; succeeds when a crash can no longer lose that. */
    public Future<Void> keep(KeptStream stream) {
        return put(keyOfStream(stream.id()), KeptStreamJson.write(stream));
    }

    /** The same of a viewer. */
    public Future<Void> keep(KeptViewer viewer) {
        return put(keyOfViewer(viewer.id()), KeptViewerJson.write(viewer));
    }

    public void forgetStream(String id) {
        remove(keyOfStream(id));
    }

    public void forgetViewer(String id) {
        remove(keyOfViewer(id));
    }

    private Future<Void> put(String key, JsonObject record) {
        keys.add(key);
        return store.put(RecordKind.CALL, key, record.toBuffer());
    }

    /** Removes a record by its own key; one that is not there is no matter. */
    public void remove(String key) {
        if (keys.remove(key)) {
            store.remove(RecordKind.CALL, key);
        }
    }

    public static String keyOfDialog(String key) {
        return DIALOG + key;
    }

    public static String keyOfStream(String id) {
        return STREAM + id;
    }

    public static String keyOfViewer(String id) {
        return VIEWER + id;
    }

    /** Keys of all records that are kept, those of a former process included until they are removed. */
    public Set<String> keys() {
        return Set.copyOf(keys);
    }

    /** What the former process left; asked for once, at the start. */
    public FormerCalls former() {
        Map<String, KeptDialog> dialogs = new LinkedHashMap<>();
        List<KeptStream> streams = new ArrayList<>();
        List<KeptViewer> viewers = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Map.Entry<String, Buffer> record : store.restored(RecordKind.CALL).entrySet()) {
            String key = record.getKey();
            keys.add(key);
            try {
                var json = new JsonObject(record.getValue());
                if (key.startsWith(DIALOG)) {
                    KeptDialog dialog = KeptDialogJson.read(json);
                    dialogs.put(dialog.key(), dialog);
                } else if (key.startsWith(STREAM)) {
                    streams.add(KeptStreamJson.read(json));
                } else {
                    viewers.add(KeptViewerJson.read(json));
                }
            } catch (RuntimeException unknown) {
                unreadable.add(key);
                LOG.atWarn()
                        .addKeyValue("record", key)
                        .addKeyValue("cause", String.valueOf(unknown.getMessage()))
                        .log("record of a call cannot be read");
            }
        }
        store.forget(RecordKind.CALL);
        return new FormerCalls(dialogs, streams, viewers, unreadable);
    }
}
