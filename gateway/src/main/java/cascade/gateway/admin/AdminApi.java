package cascade.gateway.admin;

import cascade.gateway.admin.view.CallView;
import cascade.gateway.admin.view.ChannelQuery;
import cascade.gateway.admin.view.CommandView;
import cascade.gateway.admin.view.DomainView;
import cascade.gateway.admin.view.DrainView;
import cascade.gateway.admin.view.InfoView;
import cascade.gateway.admin.view.QualityView;
import cascade.gateway.admin.view.ReloadOutcome;
import cascade.gateway.admin.view.StrangerView;
import cascade.gateway.admin.view.StreamView;
import cascade.monitoring.Meters;
import cascade.monitoring.MetricsFormat;
import cascade.monitoring.ReloadResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Routes of the admin API with their answers. On the control loop. */
final class AdminApi {

    private static final String OPENAPI = "openapi.json";
    private static final String CSV = "text/csv";
    private static final int DEFAULT_EXAMPLES = 10;

    private final AdminSettings settings;
    private final AdminView view;
    private final Health health;
    private final Meters meters;
    private final AuditLog audit;
    private final TraceAnswers traces;

    AdminApi(AdminSettings settings, AdminView view, Health health, Meters meters, AuditLog audit) {
        this.settings = settings;
        this.view = view;
        this.health = health;
        this.meters = meters;
        this.audit = audit;
        this.traces = new TraceAnswers(view);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/metrics", this::metrics),
                Endpoint.get("/health/live", none -> Future.succeededFuture(health.live())),
                Endpoint.get("/health/ready", none -> Future.succeededFuture(health.ready())),
                Endpoint.get("/api/v1/openapi.json", none -> openApi()),
                Endpoint.get("/api/v1/domains", none -> domains()),
                Endpoint.get("/api/v1/domains/{name}", this::domain),
                new Endpoint(
                        HttpMethod.GET, "/api/v1/channels", Set.of("domain", "q", "offset", "limit"), this::channels),
                Endpoint.get("/api/v1/channels/{id}/visibility", this::visibility),
                new Endpoint(HttpMethod.GET, "/api/v1/explain", Set.of("upper", "channel"), this::explain),
                new Endpoint(HttpMethod.GET, "/api/v1/catalog/quality", Set.of("format", "examples"), this::quality),
                new Endpoint(HttpMethod.GET, "/api/v1/assessment", Set.of("format"), this::assessment),
                Endpoint.get("/api/v1/streams", none -> streams()),
                Endpoint.get("/api/v1/streams/{id}", this::stream),
                new Endpoint(HttpMethod.DELETE, "/api/v1/streams/{id}", Set.of(), this::endStream),
                Endpoint.get("/api/v1/calls/recent", none -> recentCalls()),
                new Endpoint(
                        HttpMethod.GET, "/api/v1/calls/{id}/ladder", TraceAnswers.LADDER_QUERY, traces::ladderOfCall),
                Endpoint.get("/api/v1/calls/{id}/pcap", traces::pcapOfCall),
                new Endpoint(
                        HttpMethod.GET, "/api/v1/domains/{name}/trace", TraceAnswers.DOMAIN_QUERY, traces::ofDomain),
                Endpoint.get("/api/v1/domains/{name}/manners", this::manners),
                Endpoint.get("/api/v1/commands/recent", none -> commands(view.recentCommands())),
                Endpoint.get("/api/v1/audit", none -> audit()),
                new Endpoint(HttpMethod.POST, "/api/v1/domains/{name}/register", Set.of(), this::register),
                Endpoint.get("/api/v1/strangers", none -> strangers()),
                Endpoint.get("/api/v1/capacity", none -> capacity()),
                Endpoint.get("/api/v1/info", none -> info()),
                Endpoint.get("/api/v1/log-levels", none -> Future.succeededFuture(LogLevelsApi.show())),
                new Endpoint(
                        HttpMethod.PUT,
                        "/api/v1/log-levels",
                        Set.of(),
                        parameters -> Future.succeededFuture(LogLevelsApi.change(parameters.json()))),
                new Endpoint(HttpMethod.POST, "/api/v1/reload", Set.of(), none -> reload()),
                Endpoint.get("/api/v1/drain", none -> drain(view.drain())),
                new Endpoint(HttpMethod.POST, "/api/v1/drain", Set.of(), none -> drain(view.drain(true))),
                new Endpoint(HttpMethod.DELETE, "/api/v1/drain", Set.of(), none -> drain(view.drain(false))));
    }

    private Future<Answer> metrics(Parameters parameters) {
        MetricsFormat format = MetricsFormat.of(parameters.accept());
        return Future.succeededFuture(new Answer(200, format.mediaType(), () -> Buffer.buffer(meters.scrape(format))));
    }

    private Future<Answer> openApi() {
        return Future.succeededFuture(new Answer(200, Answer.JSON, AdminApi::readOpenApi));
    }

    private Future<Answer> domains() {
        List<DomainView> domains = view.domains();
        return Future.succeededFuture(Answer.ok(() -> list("domains", domains, DomainView::toJson)));
    }

    private Future<Answer> domain(Parameters parameters) {
        String name = parameters.path("name");
        Optional<DomainView> domain =
                view.domains().stream().filter(one -> one.name().equals(name)).findFirst();
        return Future.succeededFuture(
                domain.map(found -> Answer.ok(found::toJson)).orElseGet(() -> noDomain(name)));
    }

    private Future<Answer> manners(Parameters parameters) {
        String name = parameters.path("name");
        return view.manners(name, parameters.language())
                .map(found -> found.map(seen -> Answer.ok(seen::toJson)).orElseGet(() -> noDomain(name)));
    }

    private Future<Answer> channels(Parameters parameters) {
        Optional<String> domain = parameters.text("domain");
        domain.ifPresent(this::requireDomain);
        var query = new ChannelQuery(
                domain,
                parameters.text("q").orElse(""),
                parameters.number("offset", 0, 0, Integer.MAX_VALUE),
                parameters.number("limit", settings.defaultPage(), 1, settings.maxPage()));
        return view.channels(query).map(page -> Answer.ok(page::toJson));
    }

    private Future<Answer> visibility(Parameters parameters) {
        String id = parameters.path("id");
        return view.visibility(id)
                .map(found -> found.map(channels -> Answer.ok(channels::toJson))
                        .orElseGet(() -> Answer.problem(Problem.of(
                                404,
                                "no lower and no upper knows the id '" + id + "', and no share or map names it"))));
    }

    private Future<Answer> explain(Parameters parameters) {
        String upper = parameters.required("upper", "the name of an upper domain");
        String channel = parameters.required("channel", "an id, original or exported");
        return view.explain(upper, channel, parameters.language())
                .map(found -> found.map(explanation -> Answer.ok(explanation::toJson))
                        .orElseGet(() ->
                                Answer.problem(Problem.of(404, "no upper domain '" + upper + "' is configured"))));
    }

    private Future<Answer> quality(Parameters parameters) {
        int examples = parameters.number("examples", DEFAULT_EXAMPLES, 0, QualityView.MAX_EXAMPLES);
        boolean csv = wantsCsv(parameters);
        return view.quality().map(report -> csv ? csv(report::toCsv) : Answer.ok(() -> report.toJson(examples)));
    }

    private Future<Answer> assessment(Parameters parameters) {
        boolean csv = wantsCsv(parameters);
        return view.assessment().map(report -> csv ? csv(report::toCsv) : Answer.ok(report::toJson));
    }

    private static boolean wantsCsv(Parameters parameters) {
        return parameters.choice("format", "json", "csv").map("csv"::equals).orElseGet(() -> parameters.accepts(CSV));
    }

    private static Answer csv(Supplier<String> text) {
        return new Answer(200, CSV + "; charset=utf-8; header=present", () -> Buffer.buffer(text.get()));
    }

    private void requireDomain(String name) {
        Set<String> names = view.domains().stream().map(DomainView::name).collect(Collectors.toSet());
        if (!names.contains(name)) {
            throw new ProblemException(
                    Problem.badParameter("domain", "'" + name + "' is not configured", Parameters.oneOf(names)));
        }
    }

    private Future<Answer> streams() {
        return view.streams().map(streams -> Answer.ok(() -> list("streams", streams, StreamView::toJson)));
    }

    private Future<Answer> stream(Parameters parameters) {
        String id = parameters.path("id");
        return view.stream(id)
                .map(stream -> stream.map(found -> Answer.ok(found::toJson)).orElseGet(() -> noStream(id)));
    }

    private Future<Answer> endStream(Parameters parameters) {
        String id = parameters.path("id");
        return view.endStream(id).map(ended -> ended ? Answer.noContent() : noStream(id));
    }

    private Future<Answer> recentCalls() {
        List<CallView> calls = view.recentCalls();
        return Future.succeededFuture(Answer.ok(() -> list("calls", calls, CallView::toJson)));
    }

    private static Future<Answer> commands(List<CommandView> commands) {
        return Future.succeededFuture(Answer.ok(() -> list("commands", commands, CommandView::toJson)));
    }

    private Future<Answer> audit() {
        List<CommandView> commands = view.audit();
        List<AuditLog.Change> changes = audit.changes();
        return Future.succeededFuture(Answer.ok(() -> list("commands", commands, CommandView::toJson)
                .mergeIn(list("changes", changes, AuditLog.Change::toJson))));
    }

    private Future<Answer> register(Parameters parameters) {
        String name = parameters.path("name");
        Optional<DomainView> domain =
                view.domains().stream().filter(one -> one.name().equals(name)).findFirst();
        if (domain.isEmpty()) {
            return Future.succeededFuture(noDomain(name));
        }
        if (!view.registerNow(name)) {
            return Future.succeededFuture(Answer.problem(
                    Problem.of(409, "'" + name + "' is a lower domain: it registers with us, when it wants")));
        }
        return Future.succeededFuture(Answer.json(202, domain.get()::toJson));
    }

    private Future<Answer> strangers() {
        List<StrangerView> strangers = view.strangers();
        return Future.succeededFuture(Answer.ok(() -> list("strangers", strangers, StrangerView::toJson)));
    }

    private static Answer noDomain(String name) {
        return Answer.problem(Problem.of(404, "no domain '" + name + "' is configured"));
    }

    private Future<Answer> capacity() {
        return Future.succeededFuture(Answer.ok(view.capacity()::toJson));
    }

    private Future<Answer> info() {
        InfoView info = view.info();
        return Future.succeededFuture(Answer.ok(info::toJson));
    }

    private Future<Answer> reload() {
        return view.reload().map(outcome -> switch (outcome) {
            case ReloadOutcome.Applied(var changed, var restart) -> reloaded(ReloadResult.APPLIED, changed, restart);
            case ReloadOutcome.Unchanged(var restart) -> reloaded(ReloadResult.UNCHANGED, List.of(), restart);
            case ReloadOutcome.Failed(var changed, var restart, var faults) ->
                Answer.problem(Problem.failedReload(changed, restart, faults));
            case ReloadOutcome.Refused refused -> Answer.problem(Problem.refusedConfiguration(refused.problems()));
        });
    }

    private static Answer reloaded(ReloadResult result, List<String> changed, List<String> restartNeeded) {
        return Answer.ok(() -> new JsonObject()
                .put("result", result.label())
                .put("changed", new JsonArray(changed))
                .put("restartNeeded", new JsonArray(restartNeeded)));
    }

    private static Future<Answer> drain(DrainView drain) {
        return Future.succeededFuture(Answer.ok(drain::toJson));
    }

    private static Answer noStream(String id) {
        return Answer.problem(Problem.of(404, "no stream '" + id + "'; it may have ended, see /api/v1/calls/recent"));
    }

    private static <T> JsonObject list(String name, List<T> items, Function<T, JsonObject> toJson) {
        var array = new JsonArray();
        items.forEach(item -> array.add(toJson.apply(item)));
        return new JsonObject().put(name, array);
    }

    private static Buffer readOpenApi() throws IOException {
        try (InputStream document = AdminApi.class.getResourceAsStream(OPENAPI)) {
            if (document == null) {
                throw new IOException(OPENAPI + " is not in the jar");
            }
            return Buffer.buffer(document.readAllBytes());
        }
    }
}
