package cascade.gateway.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;

/**
 * Standard output of a simulated platform: lines for people, or with {@code --json} one JSON object a line, each with the
 * {@code event} that it tells.
 */
record SimulatorOutput(PrintWriter out, boolean json) {

    void event(String name, String text, JsonObject values) {
        out.println(json ? new JsonObject().put("event", name).mergeIn(values).encode() : text);
        out.flush();
    }
}
