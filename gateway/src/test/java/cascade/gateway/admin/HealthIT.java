package cascade.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.admin.view.DomainState;
import cascade.gateway.admin.view.HealthCheck;
import cascade.monitoring.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metrics and health as Prometheus and probes get them. */
class HealthIT {

    private final AdminFixture admin = new AdminFixture();

    HealthIT() throws Exception {}

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void servesMetricsAsPrometheusText() throws Exception {
        admin.meters.addDomain("city", Role.UPPER);
        admin.meters.watchProcess();
        HttpResponse<String> response = admin.send("GET", "/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .contains("cascade_domain_up{domain=\"city\",role=\"upper\"} 0.0")
                .contains("cascade_orphans{kind=\"port\"} 0.0")
                .contains("cascade_loop_lag_seconds{loop=\"control\"}")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void isLiveWhileEveryCheckPasses() throws Exception {
        JsonObject health = admin.json("GET", "/health/live", 200, "/health/live");
        assertThat(health.getString("status")).isEqualTo("up");
        assertThat(AdminFixture.names(health.getJsonArray("checks"))).containsExactly("loop control", "store");
    }

    @Test
    void isNotLiveWhenACheckFails() throws Exception {
        admin.view.checks = List.of(new HealthCheck("store", false, "disk full"));
        JsonObject health = admin.json("GET", "/health/live", 503, "/health/live");
        assertThat(health.getString("status")).isEqualTo("down");
        assertThat(health.getJsonArray("checks").getJsonObject(1).getString("detail"))
                .isEqualTo("disk full");
    }

    @Test
    void isReadyWhenEveryUpperIsRegisteredWhateverTheLowersDo() throws Exception {
        admin.view.domains = List.of(
                Samples.CITY, Samples.domain("district", Role.LOWER, DomainState.OFFLINE, Optional.of("silent")));
        JsonObject health = admin.json("GET", "/health/ready", 200, "/health/ready");
        assertThat(AdminFixture.names(health.getJsonArray("checks")))
                .containsExactly("loop control", "store", "registration city");
    }

    @Test
    void isNotReadyWhileItDrainsButLive() throws Exception {
        admin.send("POST", "/api/v1/drain");

        JsonArray checks =
                admin.json("GET", "/health/ready", 503, "/health/ready").getJsonArray("checks");
        assertThat(checks.getJsonObject(checks.size() - 1).getString("name")).isEqualTo("drain");
        assertThat(checks.getJsonObject(checks.size() - 1).getString("detail"))
                .isEqualTo(
                        "draining since 2026-11-20T12:00:00Z: new calls are refused; still running: viewers 2, streams 3");
        assertThat(admin.send("GET", "/health/live").statusCode()).isEqualTo(200);

        admin.send("DELETE", "/api/v1/drain");
        admin.json("GET", "/health/ready", 200, "/health/ready");
    }

    @Test
    void isNotReadyWhileOneUpperIsNotAndSaysWhich() throws Exception {
        admin.view.domains = List.of(
                Samples.CITY, Samples.domain("province", Role.UPPER, DomainState.REGISTERING, Optional.of("403")));
        JsonArray checks =
                admin.json("GET", "/health/ready", 503, "/health/ready").getJsonArray("checks");
        assertThat(checks.getJsonObject(2).getBoolean("ok")).isTrue();
        assertThat(checks.getJsonObject(3).getString("name")).isEqualTo("registration province");
        assertThat(checks.getJsonObject(3).getString("detail"))
                .isEqualTo("registering since 2026-11-20T12:00:00Z: 403");
        assertThat(admin.send("GET", "/health/live").statusCode()).isEqualTo(200);
    }
}
