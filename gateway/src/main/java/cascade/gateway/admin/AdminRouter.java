package cascade.gateway.admin;

import cascade.gateway.admin.access.Doorkeeper;
import cascade.gateway.admin.console.ConsolePages;
import cascade.gateway.media.MediaException;
import cascade.gateway.time.Timers;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP router of the admin API: brings a request to its endpoint and the answer, good or bad, back to the client. On
 * the control loop.
 */
final class AdminRouter {

    private static final Logger LOG = LoggerFactory.getLogger(AdminRouter.class);
    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final String MALFORMED = "the path or the query is not well-formed";

    private final Context control;
    private final AdminSettings settings;
    private final List<Endpoint> endpoints;
    private final AuditLog audit;
    private final Router router;

    AdminRouter(
            Context control,
            AdminSettings settings,
            Connections connections,
            ConsolePages console,
            Doorkeeper doorkeeper,
            AuditLog audit,
            List<Endpoint> endpoints) {
        this.control = control;
        this.settings = settings;
        this.endpoints = endpoints;
        this.audit = audit;
        this.router = Router.router(control.owner());
        router.route().handler(connections::onRequest);
        router.route().handler(new HostGuard(settings.hosts()));
        router.route().handler(new CrossSiteGuard(settings.tls().isPresent() ? "https://" : "http://"));
        router.route().handler(new BodyReader(settings.maxBodyBytes()));
        router.route()
                .handler(new AccessGuard(
                        doorkeeper, settings.sessionCookie(), (routing, problem) -> end(routing.response(), problem)));
        console.addTo(router);
        for (Endpoint endpoint : endpoints) {
            for (HttpMethod method : endpoint.methods()) {
                router.route(method, endpoint.routerPath()).handler(routing -> serve(endpoint, routing));
            }
        }
        for (int status : new int[] {400, 403, 404, 405, 413, 421, 500}) {
            router.errorHandler(status, this::onFailure);
        }
    }

    Handler<HttpServerRequest> handler() {
        return router;
    }

    /** A request that is not HTTP, or too long to be read. */
    void onUnreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Problem problem = switch (cause) {
            case TooLongHttpLineException line -> Problem.of(414, "the request line is too long");
            case TooLongHttpHeaderException header -> Problem.of(431, "the header fields are too long");
            default -> Problem.of(400, "this is not an HTTP/1.1 request");
        };
        end(request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE), problem);
    }

    private void serve(Endpoint endpoint, RoutingContext routing) {
        answer(endpoint, routing)
                .timeout(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(failure -> Answer.problem(problemOf(failure)))
                .onSuccess(answer -> {
                    noteChange(endpoint, routing, answer);
                    send(routing, answer);
                });
    }

    private static Future<Answer> answer(Endpoint endpoint, RoutingContext routing) {
        try {
            MultiMap query = QueryText.parse(routing.request().query());
            var parameters = new Parameters(
                    routing.pathParams(),
                    query,
                    header(routing, HttpHeaders.ACCEPT),
                    header(routing, HttpHeaders.ACCEPT_LANGUAGE),
                    BodyReader.bodyOf(routing),
                    AccessGuard.clientOf(routing));
            parameters.allowOnly(endpoint.query());
            return endpoint.handler().apply(parameters);
        } catch (IllegalQueryException malformed) {
            return Future.succeededFuture(Answer.problem(Problem.of(400, MALFORMED)));
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private static String header(RoutingContext routing, CharSequence name) {
        @Nullable String value = routing.request().getHeader(name);
        return value == null ? "" : value;
    }

    private Problem problemOf(Throwable failure) {
        return switch (failure) {
            case ProblemException bad -> bad.problem();
            case TimeoutException late ->
                Problem.of(
                        503,
                        "the gateway did not answer within "
                                + settings.answerTimeout().toMillis() + " ms");
            case MediaException unavailable ->
                Problem.of(503, "the media plane did not answer: " + unavailable.getMessage());
            case HttpException malformed -> Problem.of(400, MALFORMED);
            default -> fault(failure);
        };
    }

    private static Problem fault(Throwable failure) {
        LOG.atError().setCause(failure).log("admin request failed");
        return Problem.of(500, "a fault of the gateway; its log says more");
    }

    /**
     * What the router itself refuses: no such path, another method, a body too long, a fault in a handler. Answers at
     * once: the router would end a response that is still open when this returns.
     */
    private void onFailure(RoutingContext routing) {
        Problem problem = switch (routing.statusCode()) {
            case 400 -> Problem.of(400, MALFORMED);
            case 403 -> Problem.of(403, "a change on behalf of another site is refused");
            case 404 -> Problem.of(404, "there is nothing at this path; see /api/v1/openapi.json");
            case 405 -> {
                routing.response().putHeader(HttpHeaders.ALLOW, methodsOf(routing.normalizedPath()));
                yield Problem.of(
                        405, "this path does not take " + routing.request().method());
            }
            case 413 -> {
                closeUnlessSent(routing);
                yield Problem.of(413, "the body is longer than " + settings.maxBodyBytes() + " bytes");
            }
            case 421 ->
                Problem.of(
                        421,
                        "this host name is not served; expected an address, localhost, or a name in gateway.admin.hosts");
            default -> fault(routing.failure());
        };
        end(routing.response(), problem);
    }

    private String methodsOf(String path) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.matches(path))
                .flatMap(endpoint -> endpoint.methods().stream())
                .map(HttpMethod::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** A client that still sends reads our answer only while we read on. */
    private void closeUnlessSent(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Timers.of(control.owner()).after(LINGER, () -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }

    /** Wherever the gateway's future was completed: the body is made on a worker, the response ends on the loop. */
    private void send(RoutingContext routing, Answer answer) {
        answer.headers().forEach((name, value) -> routing.response().putHeader(name, value));
        if (answer.stream().isPresent() && routing.request().method().equals(HttpMethod.GET)) {
            answer.stream().get().accept(routing.response());
            return;
        }
        boolean gzip = Gzip.isAccepted(routing.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
        control.executeBlocking(() -> Gzip.encode(answer.body().call(), gzip), false)
                .onSuccess(body -> end(routing.response(), answer.status(), answer.mediaType(), body))
                .onFailure(failure -> end(routing.response(), fault(failure)));
    }

    private static void end(HttpServerResponse response, Problem problem) {
        end(
                response,
                problem.status(),
                Problem.MEDIA_TYPE,
                new Gzip.Body(problem.toJson().toBuffer(), false));
    }

    private static void end(HttpServerResponse response, int status, String mediaType, Gzip.Body body) {
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (status == 204) {
            response.end();
            return;
        }
        if (body.gzipped()) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.putHeader(HttpHeaders.VARY, "accept-encoding, accept-language")
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                // for HEAD, to which Vert.x sends no body
                .putHeader(
                        HttpHeaders.CONTENT_LENGTH,
                        Integer.toString(body.bytes().length()))
                .end(body.bytes());
    }

    private void noteChange(Endpoint endpoint, RoutingContext routing, Answer answer) {
        boolean isRefusedEntry = endpoint.path().equals(SessionApi.PATH) && answer.status() != 200;
        if (!endpoint.method().equals(HttpMethod.GET) && !isRefusedEntry) {
            Client client = AccessGuard.clientOf(routing);
            AuditLog.Change change = audit.note(client, endpoint.method(), routing.normalizedPath(), answer.status());
            LOG.atInfo()
                    .addKeyValue("method", endpoint.method())
                    .addKeyValue("path", endpoint.path())
                    .addKeyValue("status", answer.status())
                    .addKeyValue("account", change.account().orElse("-"))
                    .addKeyValue("address", change.address())
                    .log("change asked for by HTTP");
        }
    }
}
