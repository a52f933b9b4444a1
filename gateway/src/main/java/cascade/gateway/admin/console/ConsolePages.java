package cascade.gateway.admin.console;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Routes of the console: its page at {@code /} and its files below {@code /console/}. They hold nothing that an operator
 * would have to sign in for. On the control loop; the files are read on a worker, when the first is asked for.
 */
public final class ConsolePages {

    /** Nothing but what this server sends; no script or style within the page, no frame around it. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final Context control;
    private final Predicate<String> gzipAccepted;
    private Optional<Future<ConsoleFiles>> read = Optional.empty();

    /** @param gzipAccepted tells whether a client takes gzip by its Accept-Encoding, which is empty without one */
    public ConsolePages(Context control, Predicate<String> gzipAccepted) {
        this.control = control;
        this.gzipAccepted = gzipAccepted;
    }

    /** Adds the routes, for GET and HEAD. */
    public void addTo(Router router) {
        router.get("/").handler(routing -> serve(routing, ASK_AGAIN, files -> Optional.of(files.page())));
        router.head("/").handler(routing -> serve(routing, ASK_AGAIN, files -> Optional.of(files.page())));
        router.getWithRegex("/console/(?<version>[^/]+)/(?<path>.+)").handler(this::serveFile);
    }

    private void serveFile(RoutingContext routing) {
        String version = routing.pathParam("version");
        String path = routing.pathParam("path");
        serve(routing, FOR_GOOD, files -> files.find(version, path));
    }

    private void serve(RoutingContext routing, String caching, Function<ConsoleFiles, Optional<ConsoleFile>> choice) {
        files().onFailure(routing::fail)
                .onSuccess(files -> choice.apply(files)
                        .ifPresentOrElse(file -> send(routing, file, caching), () -> routing.fail(404)));
    }

    private Future<ConsoleFiles> files() {
        Future<ConsoleFiles> files = read.orElseGet(() -> control.executeBlocking(ConsoleFiles::read, false));
        read = Optional.of(files);
        return files;
    }

    private void send(RoutingContext routing, ConsoleFile file, String caching) {
        HttpServerRequest request = routing.request();
        HttpServerResponse response = routing.response();
        response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, caching)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader(HttpHeaders.ETAG, file.etag());
        if (file.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        boolean gzip = gzipAccepted.test(Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT_ENCODING))
                .orElse(""));
        Buffer body = gzip ? file.gzipped() : file.bytes();
        if (gzip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType())
                // for HEAD, to which Vert.x sends no body
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                .end(body);
    }
}
