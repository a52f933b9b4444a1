package cascade.gateway.admin;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Reader of a request's body, of any content type, up to a limit; a longer one is answered 413, at once where its
 * length is declared. What still comes of it is thrown away.
 */
final class BodyReader implements Handler<RoutingContext> {

    private static final String KEY = BodyReader.class.getName();

    private final int maxBytes;

    BodyReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Buffer body = Buffer.buffer();
        routing.put(KEY, body);
        if (declaredBytes(request) > maxBytes) {
            refuse(routing);
            return;
        }
        request.handler(part -> {
            if (body.length() + part.length() > maxBytes) {
                refuse(routing);
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> {
            if (!routing.failed()) {
                routing.next();
            }
        });
    }

    /** What was read for this request. */
    static Buffer bodyOf(RoutingContext routing) {
        return routing.get(KEY);
    }

    private static void refuse(RoutingContext routing) {
        routing.request().handler(unread -> {});
        routing.fail(413);
    }

    private static long declaredBytes(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException longerThanLong) {
            return Long.MAX_VALUE;
        }
    }
}
