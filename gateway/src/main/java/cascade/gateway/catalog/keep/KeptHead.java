package cascade.gateway.catalog.keep;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Head of a lower's kept tree: whose it is, and whether that one was online. Immutable, any thread.
 *
 * <pre>
 *   record  1 online, 0 offline u8, the platform's id in ASCII
 * </pre>
 *
 * @param deviceId of the platform that told of the channels; another one under the same name has none of them
 */
public record KeptHead(String deviceId, boolean online) {

    Buffer write() {
        return Buffer.buffer()
                .appendByte((byte) (online ? 1 : 0))
                .appendBytes(deviceId.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IndexOutOfBoundsException the record is none */
    static KeptHead read(Buffer record) {
        return new KeptHead(record.getString(1, record.length(), "US-ASCII"), record.getByte(0) == 1);
    }
}
