package cascade.gateway.admin.view;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/**
 * Messages of a call or a domain in the forms in which they are shown. Each is made when it is asked for, on any thread, from
 * what no longer changes; milliseconds for some hundred messages.
 *
 * @param ladder as JSON
 * @param text the same as an arrow diagram
 * @param pcap the messages as a capture file
 */
public record TraceView(Supplier<JsonObject> ladder, Supplier<String> text, Supplier<Buffer> pcap) {}
