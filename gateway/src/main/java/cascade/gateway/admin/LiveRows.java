package cascade.gateway.admin;

import cascade.gateway.admin.live.LiveSource;
import cascade.gateway.admin.live.LiveState;
import cascade.gateway.admin.live.LiveTable;
import cascade.gateway.admin.view.CallView;
import cascade.gateway.admin.view.CommandView;
import cascade.gateway.admin.view.DomainView;
import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.admin.view.StreamView;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Rows of the live events: domains, streams in short, and the last calls and commands. Taken on the control loop. */
final class LiveRows implements LiveSource {

    /** Of calls and commands; the whole lists have routes of their own. */
    private static final int LAST = 200;

    private final AdminView view;
    private final Health health;
    private final InstantSource clock;
    private final int maxRows;
    private final StreamRates rates = new StreamRates();

    /** @param maxRows of domains and of streams */
    LiveRows(AdminView view, Health health, InstantSource clock, int maxRows) {
        this.view = view;
        this.health = health;
        this.clock = clock;
        this.maxRows = maxRows;
    }

    @Override
    public Future<Callable<LiveState>> take() {
        List<DomainView> domains = view.domains();
        List<CallView> calls = view.recentCalls();
        List<CommandView> commands = view.recentCommands();
        List<HealthCheck> checks = health.readyChecks();
        JsonObject capacity = view.capacity().toJson();
        Instant now = clock.instant();
        return view.streams()
                .map(streams -> () -> state(domains, streams, calls, commands, figures(now, checks, capacity)));
    }

    private LiveState state(
            List<DomainView> domains,
            List<StreamView> streams,
            List<CallView> calls,
            List<CommandView> commands,
            JsonObject figures) {
        Map<String, LiveTable> tables = new LinkedHashMap<>();
        tables.put(
                "domains",
                LiveTable.of(
                        domains,
                        maxRows,
                        DomainView::name,
                        domain -> domain.toJson().encode()));
        rates.next();
        streams.forEach(rates::count);
        tables.put(
                "streams",
                LiveTable.of(
                        streams,
                        maxRows,
                        StreamView::id,
                        stream -> rates.row(stream).encode()));
        tables.put(
                "calls",
                LiveTable.of(
                        last(calls), LAST, CallView::id, call -> call.toJson().encode()));
        tables.put(
                "commands",
                LiveTable.of(
                        last(commands),
                        LAST,
                        LiveRows::key,
                        command -> command.toJson().put("key", key(command)).encode()));
        return new LiveState(tables, figures.put("streams", rates.totals()).encode());
    }

    private static <T> List<T> last(List<T> latestFirst) {
        return latestFirst.subList(0, Math.min(LAST, latestFirst.size()));
    }

    private static String key(CommandView command) {
        return command.time() + "/" + command.domain() + "/" + command.sn();
    }

    private static JsonObject figures(Instant now, List<HealthCheck> checks, JsonObject capacity) {
        var array = new JsonArray();
        checks.forEach(check -> array.add(check.toJson()));
        return new JsonObject().put("at", now.toString()).put("checks", array).put("capacity", capacity);
    }
}
