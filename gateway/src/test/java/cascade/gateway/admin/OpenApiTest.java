package cascade.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.admin.view.DomainState;
import cascade.gateway.admin.view.StreamState;
import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.catalog.quality.QualityRule;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Step;
import cascade.monitoring.CallCause;
import cascade.monitoring.Direction;
import cascade.monitoring.Label;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import cascade.monitoring.StreamKind;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The document describes the routes that there are, no more and no fewer, and the labels as they are spelled. */
class OpenApiTest {

    private final OpenApi openApi = OpenApi.read();
    private final Vertx vertx = Vertx.vertx();
    private final Meters meters = new Meters();
    private final AdminSettings settings = AdminFixture.settings(0);
    private final List<Endpoint> endpoints = endpoints();

    @AfterEach
    void close() {
        meters.close();
        vertx.close();
    }

    @Test
    void documentsExactlyTheRoutesThatExist() {
        assertThat(openApi.operations())
                .containsExactlyInAnyOrderElementsOf(endpoints.stream()
                        .map(endpoint -> endpoint.method() + " " + endpoint.path())
                        .toList());
    }

    @Test
    void documentsExactlyTheParametersOfEachRoute() {
        for (Endpoint endpoint : endpoints) {
            assertThat(openApi.parameters(endpoint.method(), endpoint.path(), "query"))
                    .isEqualTo(new TreeSet<>(endpoint.query()));
            assertThat(openApi.parameters(endpoint.method(), endpoint.path(), "path"))
                    .allSatisfy(name -> assertThat(endpoint.path()).contains("{" + name + "}"))
                    .hasSize((int) endpoint.path().chars().filter(c -> c == '{').count());
        }
    }

    @Test
    void documentsThePageLimitsInForce() {
        JsonArray parameters = openApi.document()
                .getJsonObject("paths")
                .getJsonObject("/api/v1/channels")
                .getJsonObject("get")
                .getJsonArray("parameters");
        JsonObject limit = parameters.stream()
                .map(JsonObject.class::cast)
                .filter(parameter -> parameter.getString("name").equals("limit"))
                .findFirst()
                .orElseThrow()
                .getJsonObject("schema");
        assertThat(limit.getInteger("default")).isEqualTo(settings.defaultPage());
        assertThat(limit.getInteger("maximum")).isEqualTo(settings.maxPage());
    }

    @Test
    void spellsEveryLabelAsTheGatewayDoes() {
        assertThat(listed("Domain", "role")).containsExactly(labels(Role.values()));
        assertThat(listed("Domain", "state")).containsExactlyInAnyOrder(labels(DomainState.values()));
        assertThat(listed("Stream", "kind")).containsExactly(labels(StreamKind.values()));
        assertThat(listed("Stream", "state")).containsExactly(labels(StreamState.values()));
        assertThat(listed("Leg", "direction")).containsExactly(labels(Direction.values()));
        assertThat(listed("Call", "kind")).containsExactly(labels(StreamKind.values()));
        assertThat(listed("Call", "cause")).containsExactly(labels(CallCause.values()));
    }

    @Test
    void spellsEveryWordOfAnExplanationAsTheGatewayDoes() {
        assertThat(listed("Explanation", "cause")).containsExactly(labels(Cause.values()));
        assertThat(listed("ExplanationStep", "step")).containsExactly(labels(Step.Place.values()));
        assertThat(listed("ExplanationStep", "result")).containsExactly(labels(Step.Result.values()));
    }

    @Test
    void spellsEveryRuleOfQualityAsTheGatewayDoes() {
        assertThat(listed("QualityFinding", "rule")).containsExactly(labels(QualityRule.values()));
    }

    @Test
    void spellsEveryResultOfAnOpeningAsTheGatewayDoes() {
        JsonObject failing = openApi.schema("PatrolRound")
                .getJsonObject("properties")
                .getJsonObject("failing")
                .getJsonObject("items")
                .getJsonObject("properties");
        JsonObject results = openApi.schema("AssessedDomain")
                .getJsonObject("properties")
                .getJsonObject("openings")
                .getJsonObject("properties")
                .getJsonObject("results")
                .getJsonObject("properties");
        assertThat(failing.getJsonObject("result").getJsonArray("enum").stream().map(String.class::cast))
                .containsExactly(labels(OpeningResult.values()));
        assertThat(results.fieldNames()).containsExactlyInAnyOrder(labels(OpeningResult.values()));
    }

    private List<Endpoint> endpoints() {
        var view = new FakeAdminView();
        var lag = new LoopLag("control", vertx.getOrCreateContext(), LoopLag.Settings.defaults(), System::nanoTime);
        return new AdminServer(vertx.getOrCreateContext(), settings, view, () -> AdminFixture.ANYBODY, meters, lag)
                .endpoints();
    }

    private Stream<String> listed(String schema, String property) {
        return openApi.schema(schema).getJsonObject("properties").getJsonObject(property).getJsonArray("enum").stream()
                .map(String.class::cast);
    }

    private static String[] labels(Label... values) {
        return Stream.of(values).map(Label::label).toArray(String[]::new);
    }
}
