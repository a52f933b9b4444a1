package cascade.gateway.store;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/** Fields of records that are JSON, as far as many records have such. Stateless, any thread. */
public final class RecordJson {

    private RecordJson() {}

    /** A field that is left out where there is none. */
    public static <T> Optional<T> optional(JsonObject json, String name, Function<String, T> reader) {
        return Optional.ofNullable(json.getString(name)).map(reader);
    }
}
