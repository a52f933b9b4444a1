package cascade.gateway.admin;

import cascade.gateway.admin.view.DomainState;
import cascade.gateway.admin.view.DomainView;
import cascade.gateway.admin.view.DrainView;
import cascade.gateway.admin.view.HealthCheck;
import cascade.monitoring.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Liveness and readiness: live, the process is of use and restarting it would not help; ready, it also stands in the
 * cascade, registered with every upper, and takes new calls. On the control loop.
 */
final class Health {

    private final AdminView view;
    private final LoopLag loopLag;

    Health(AdminView view, LoopLag loopLag) {
        this.view = view;
        this.loopLag = loopLag;
    }

    Answer live() {
        return answer(liveChecks());
    }

    Answer ready() {
        return answer(readyChecks());
    }

    List<HealthCheck> readyChecks() {
        List<HealthCheck> checks = liveChecks();
        for (DomainView domain : view.domains()) {
            if (domain.role() == Role.UPPER) {
                checks.add(registration(domain));
            }
        }
        DrainView drain = view.drain();
        drain.since().ifPresent(since -> checks.add(drain(since, drain)));
        return checks;
    }

    private List<HealthCheck> liveChecks() {
        var checks = new ArrayList<HealthCheck>();
        checks.add(loopLag.check());
        checks.addAll(view.checks());
        return checks;
    }

    private static HealthCheck drain(Instant since, DrainView drain) {
        return new HealthCheck(
                "drain",
                false,
                "draining since " + since + ": new calls are refused; still running: viewers " + drain.viewers()
                        + ", streams " + drain.streams());
    }

    private static HealthCheck registration(DomainView upper) {
        String state = upper.state().label() + " since " + upper.since();
        return new HealthCheck(
                "registration " + upper.name(),
                upper.state() == DomainState.ONLINE,
                upper.lastError().map(error -> state + ": " + error).orElse(state));
    }

    private static Answer answer(List<HealthCheck> checks) {
        boolean ok = checks.stream().allMatch(HealthCheck::ok);
        return Answer.json(ok ? 200 : 503, () -> {
            var array = new JsonArray();
            checks.forEach(check -> array.add(check.toJson()));
            return new JsonObject().put("status", ok ? "up" : "down").put("checks", array);
        });
    }
}
