package cascade.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.monitoring.Dashboard.Target;
import cascade.gateway.testkit.LoopbackSubnet;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every question of every panel and rule, asked of a real Prometheus that watches a gateway at work. */
@Tag("processes")
class BoardsAndRulesIT {

    /** Seconds over which a panel is asked, a point each. */
    private static final int LOOKED_AT = 10;

    /**
     * Empty in a cascade that is well. What they ask for is there all the same: {@link
     * #whateverARuleAsksForIsThere} holds the series of all rules, and the only one that is not, is Prometheus' own.
     */
    private static final Set<String> EMPTY_IN_HEALTH = Set.of("Firing alerts · 正在触发的告警");

    @TempDir
    private static Path folder;

    private static CascadeLoad load;
    private static PrometheusProcess prometheus;

    @BeforeAll
    static void start() throws IOException {
        LoopbackSubnet net = LoopbackSubnet.next();
        load = CascadeLoad.start(net, folder);
        prometheus = PrometheusProcess.start(folder, net.host(90), load.adminAddress());
        await().untilAsserted(BoardsAndRulesIT::fetchesTheMetrics);
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (load != null) {
            load.close();
        }
    }

    private static void fetchesTheMetrics() {
        assertThat(prometheus.targets()).singleElement().satisfies(target -> {
            assertThat(target.getString("lastError")).isEmpty();
            assertThat(target.getString("health")).isEqualTo("up");
        });
    }

    @Test
    void everyPanelShowsSomething() {
        Map<Target, String> waiting = new LinkedHashMap<>();
        for (Dashboard board : Dashboard.all()) {
            GrafanaVariables variables = GrafanaVariables.of(board, prometheus);
            board.targets().forEach(target -> waiting.put(target, variables.substituted(target.expression())));
        }
        List<Target> empty = waiting.keySet().stream()
                .filter(target -> EMPTY_IN_HEALTH.contains(target.panel()))
                .toList();
        assertThat(empty)
                .hasSameSizeAs(EMPTY_IN_HEALTH)
                .allSatisfy(target ->
                        assertThat(answer(target, waiting.get(target))).isEmpty());
        waiting.keySet().removeAll(empty);

        await().untilAsserted(() -> {
            waiting.entrySet().removeIf(asked -> hasFigures(answer(asked.getKey(), asked.getValue())));
            assertThat(waiting).isEmpty();
        });
    }

    @Test
    void everyRuleIsEvaluatedWithoutAFault() {
        await().untilAsserted(() -> assertThat(prometheus.rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.getString("lastError")).isNull();
            assertThat(rule.getString("health")).as(rule.getString("name")).isEqualTo("ok");
        }));
    }

    @Test
    void everyRecordingRuleYieldsFigures() {
        List<String> waiting = new ArrayList<>(prometheus.rules().stream()
                .filter(rule -> rule.getString("type").equals("recording"))
                .map(rule -> rule.getString("name"))
                .toList());
        assertThat(waiting).isNotEmpty();

        await().untilAsserted(() -> {
            waiting.removeIf(name -> hasFigures(prometheus.query(name)));
            assertThat(waiting).isEmpty();
        });
    }

    /** An alert is silent in health, so its condition says nothing; what it looks at does. */
    @Test
    void whateverARuleAsksForIsThere() {
        List<String> waiting = new ArrayList<>(prometheus.rules().stream()
                .flatMap(rule -> selectors(rule.getString("query")))
                .distinct()
                .toList());
        assertThat(waiting).isNotEmpty();

        await().untilAsserted(() -> {
            waiting.removeIf(selector -> !prometheus.query(selector).isEmpty());
            assertThat(waiting).isEmpty();
        });
    }

    @Test
    void aCallHasItsIdBesideTheBucketThatItIsCountedIn() {
        await().untilAsserted(() -> assertThat(prometheus.exemplars("cascade_call_setup_seconds_bucket"))
                .isNotEmpty()
                .allSatisfy(labels -> assertThat(labels.fieldNames()).contains("call_id")));
    }

    /** The lower that is away is about to be told, and nothing else of what the load does is worth waking anybody. */
    @Test
    void nobodyIsWokenButForTheLowerThatIsAway() {
        await().untilAsserted(() -> assertThat(prometheus.query("ALERTS{alertname=\"CascadeLowerDown\"}").stream()
                        .map(JsonObject.class::cast)
                        .map(series -> series.getJsonObject("metric")))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.getString("domain")).isEqualTo(CascadeLoad.AWAY);
                    assertThat(alert.getString("alertstate")).isEqualTo("pending");
                }));
        assertThat(prometheus.query("ALERTS{alertstate=\"firing\"}")).isEmpty();
    }

    private static JsonArray answer(Target target, String expression) {
        return target.isInstant() ? prometheus.query(expression) : prometheus.queryRange(expression, LOOKED_AT);
    }

    /** At least one value that is a number. */
    private static boolean hasFigures(JsonArray series) {
        return Dashboard.objects(series).stream()
                .flatMap(one -> one.containsKey("values")
                        ? one.getJsonArray("values").stream().map(JsonArray.class::cast)
                        : Stream.of(one.getJsonArray("value")))
                .map(point -> point.getString(1))
                .anyMatch(value -> !value.equals("NaN"));
    }

    private static Stream<String> selectors(String expression) {
        return Pattern.compile("(?:[a-z_]+:)?cascade_[a-z_]+(?::[a-z0-9_]+)?(?:\\{[^}]*})?|up\\{[^}]*}")
                .matcher(expression)
                .results()
                .map(MatchResult::group);
    }
}
