package cascade.gateway.admin;

import cascade.gateway.admin.access.AccessRules;
import cascade.gateway.admin.access.Doorkeeper;
import cascade.gateway.admin.console.ConsolePages;
import cascade.gateway.admin.live.LiveClients;
import cascade.gateway.store.RecordStore;
import cascade.monitoring.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * HTTP server for operators, Prometheus and probes. Listens and answers on the control plane's context; an address that
 * is taken fails {@link #start}. HTTP/1.1 only.
 */
public final class AdminServer {

    private final Context control;
    private final AdminSettings settings;
    private final AdminRouter router;
    private final List<Endpoint> endpoints;

    private final Connections connections;
    private final LiveClients live;
    private final AuditLog audit;

    private @Nullable HttpServer server;

    public AdminServer(
            Context control,
            AdminSettings settings,
            AdminView view,
            Supplier<AccessRules> access,
            Meters meters,
            LoopLag loopLag) {
        this.control = control;
        this.settings = settings;
        this.connections = new Connections(control.owner(), settings);
        var health = new Health(view, loopLag);
        var rows = new LiveRows(
                view, health, InstantSource.system(), settings.live().maxRows());
        this.live = new LiveClients(control, settings.live(), rows, meters.runtime()::consoleClientDropped);
        var doorkeeper = new Doorkeeper(control, access, System::nanoTime, meters.runtime()::signIn);
        audit = new AuditLog(InstantSource.system(), settings.maxAudit());
        var sessions = new SessionApi(
                doorkeeper, settings.sessionCookie(), settings.tls().isPresent());
        var console = new ConsolePages(control, Gzip::isAccepted);
        this.endpoints = Stream.concat(
                        new AdminApi(settings, view, health, meters, audit).endpoints().stream(),
                        Stream.concat(sessions.endpoints().stream(), Stream.of(LiveApi.endpoint(live, doorkeeper))))
                .toList();
        this.router = new AdminRouter(control, settings, connections, console, doorkeeper, audit, endpoints);
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Takes over the audit of a former process, and keeps it in that store from now on; before {@link #start}. */
    public void keepIn(RecordStore store) {
        audit.keepIn(store);
    }

    /** The port that it listens on. */
    public Future<Integer> start() {
        return onControl(() -> {
            HttpServer created = control.owner().createHttpServer(options());
            server = created;
            return created.requestHandler(router.handler())
                    .invalidRequestHandler(router::onUnreadable)
                    .connectionHandler(connections::onOpen)
                    .listen()
                    .map(HttpServer::actualPort);
        });
    }

    /** Idempotent. */
    public Future<Void> close() {
        return onControl(() -> {
            HttpServer open = server;
            server = null;
            live.close();
            return open == null ? Future.succeededFuture() : open.close();
        });
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.bind())
                .setPort(settings.port())
                .setIdleTimeout(Math.toIntExact(settings.idleTimeout().toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false);
        settings.tls()
                .ifPresent(files -> options.setSsl(true)
                        .setUseAlpn(false)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(files.certificate())
                                .setKeyPath(files.key())));
        return options;
    }

    private <T> Future<T> onControl(Supplier<Future<T>> action) {
        Promise<T> promise = Promise.promise();
        control.runOnContext(now ->
                Future.<Void>succeededFuture().compose(none -> action.get()).onComplete(promise));
        return promise.future();
    }
}
