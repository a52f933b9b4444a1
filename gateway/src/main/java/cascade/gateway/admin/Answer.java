package cascade.gateway.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * HTTP answer to a request.
 *
 * @param body made on a worker, from values that no longer change
 * @param stream writes the response itself, on the loop, for as long as it likes; then there is no body
 * @param headers fields beyond those that every answer has
 */
record Answer(
        int status,
        String mediaType,
        Callable<Buffer> body,
        Optional<Consumer<HttpServerResponse>> stream,
        Map<CharSequence, String> headers) {

    static final String JSON = "application/json";

    Answer(int status, String mediaType, Callable<Buffer> body) {
        this(status, mediaType, body, Optional.empty(), Map.of());
    }

    static Answer stream(String mediaType, Consumer<HttpServerResponse> writer) {
        return new Answer(200, mediaType, Buffer::buffer, Optional.of(writer), Map.of());
    }

    /** The same answer with this field in its head. */
    Answer withHeader(CharSequence name, String value) {
        return new Answer(status, mediaType, body, stream, Map.of(name, value));
    }

    static Answer ok(Supplier<JsonObject> body) {
        return json(200, body);
    }

    static Answer json(int status, Supplier<JsonObject> body) {
        return new Answer(status, JSON, () -> body.get().toBuffer());
    }

    static Answer problem(Problem problem) {
        return new Answer(
                problem.status(), Problem.MEDIA_TYPE, () -> problem.toJson().toBuffer());
    }

    static Answer noContent() {
        return new Answer(204, "", Buffer::buffer);
    }
}
