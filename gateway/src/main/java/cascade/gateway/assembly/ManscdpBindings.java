package cascade.gateway.assembly;

import cascade.config.gateway.CatalogConfig;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpReader;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.gb.manscdp.XmlLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;

/** XML bindings of MANSCDP bodies: their limits from the configuration, and their slow first use. Any thread. */
public final class ManscdpBindings {

    private static final DeviceId ANY_ID = new DeviceId("34020000002000000001");

    private ManscdpBindings() {}

    public static ManscdpReader reader(CatalogConfig config) {
        return new ManscdpReader(new XmlLimits(
                config.maxBodyBytes(),
                config.maxDepth(),
                XmlLimits.DEFAULTS.maxTextChars(),
                XmlLimits.DEFAULTS.maxItems()));
    }

    /** Writes and reads a body on a worker: the first one loads and compiles the bindings, too slow for the control loop. */
    public static Future<Void> warmUp(Vertx vertx, ManscdpReader reader) {
        return vertx.executeBlocking(() -> {
            byte[] body = new ManscdpWriter(StandardCharsets.UTF_8).write(CatalogQuery.of(1, ANY_ID));
            reader.read(body, StandardCharsets.UTF_8);
            return null;
        });
    }
}
