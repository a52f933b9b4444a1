package cascade.gateway.store.journal;

import cascade.gateway.store.RecordKind;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Translation of records that an older build wrote into the present format of their kind. Any thread. */
@FunctionalInterface
public interface Upgrade {

    /** Translates nothing: records of another version are set aside. */
    Upgrade NONE = (kind, version, record) -> Optional.empty();

    /**
     * @param version of the record, which is not the present one
     * @return empty where it cannot be read any more, or not yet
     */
    Optional<Buffer> translate(RecordKind kind, int version, Buffer record);
}
