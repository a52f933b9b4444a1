package cascade.gateway.call.leg;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeper of dialogs in memory, whose records are safe when the test says so. */
final class KeptDialogs implements DialogKeeper {

    final Map<String, KeptDialog> records = new LinkedHashMap<>();
    private final List<Promise<Void>> pending = new ArrayList<>();

    /** Whether a record is safe as soon as it is kept. */
    boolean instant = true;

    @Override
    public Future<Void> keep(KeptDialog dialog) {
        records.put(dialog.key(), dialog);
        if (instant) {
            return Future.succeededFuture();
        }
        Promise<Void> safe = Promise.promise();
        pending.add(safe);
        return safe.future();
    }

    @Override
    public void forget(String key) {
        records.remove(key);
    }

    /** All that was kept is safe now. */
    void written() {
        List<Promise<Void>> all = List.copyOf(pending);
        pending.clear();
        all.forEach(Promise::complete);
    }

    KeptDialog only() {
        return records.values().stream()
                .reduce((one, other) -> {
                    throw new AssertionError("more than one record: " + records.keySet());
                })
                .orElseThrow();
    }
}
