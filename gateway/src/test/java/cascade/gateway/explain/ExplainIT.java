package cascade.gateway.explain;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The walk along a call's way, at a gateway between two scripted platforms. */
class ExplainIT {

    private static final String EXPORTED = "37280000001319000001";

    private ScriptedCascade cascade = new ScriptedCascade();

    @AfterEach
    void close() {
        cascade.close();
    }

    private JsonObject explained(String channel) {
        return new JsonObject(cascade.gateway
                .get("/api/v1/explain?upper=city&channel=" + channel)
                .body());
    }

    private static JsonObject step(JsonObject explanation, String name) {
        return explanation.getJsonArray("steps").stream()
                .map(JsonObject.class::cast)
                .filter(step -> step.getString("step").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void allStationsAreNamedInTheOrderOfTheWay() {
        cascade.up();

        assertThat(explained(CHANNEL).getJsonArray("steps").stream().map(step -> ((JsonObject) step).getString("step")))
                .containsExactly("upper", "channel", "share", "lower", "limits", "calls", "media");
    }

    @Test
    void aRunningCallIsToldWithWhereItsMediaIsExpectedFrom() {
        cascade.up();
        Established call = cascade.establish(6000, 6100);

        JsonObject media = step(explained(CHANNEL), "media");

        assertThat(media.getJsonObject("facts").getString("expectedFrom")).isEqualTo(cascade.lowerHost + ":6100");
        cascade.upperHangsUp(call.ok());
    }

    @Test
    void aRefusalOfTheLowerIsNamedWithItsCode() {
        cascade.up();
        SipRequest inviteDown = cascade.carriedDown(cascade.invite());
        cascade.lower.answers(inviteDown, 486);
        cascade.upper.expectsResponse(486, "INVITE");
        await().until(() -> cascade.gateway.recentCalls().size() == 1);

        JsonObject answer = explained(CHANNEL);

        assertThat(answer.getBoolean("ok")).isFalse();
        assertThat(answer.getString("cause")).isEqualTo("lower-busy");
        assertThat(answer.getString("sentence")).contains("486", "ncg");
        assertThat(step(answer, "calls").getJsonObject("facts").getString("lastSide"))
                .isEqualTo("lower");
    }

    @Test
    void theChannelMayBeGivenByTheIdOfEitherSide() {
        cascade.close();
        cascade = new ScriptedCascade("domains.city.map { \"" + CHANNEL + "\" = \"" + EXPORTED + "\" }\n")
                .upWithExported(EXPORTED);

        for (String id : new String[] {CHANNEL, EXPORTED}) {
            JsonObject channel = step(explained(id), "channel");
            assertThat(channel.getJsonObject("facts").getString("originalId")).isEqualTo(CHANNEL);
            assertThat(step(explained(id), "share").getString("result")).isEqualTo("ok");
        }
    }

    @Test
    void whoCallsAMappedChannelByItsOriginalIdIsToldTheOther() {
        cascade.close();
        cascade = new ScriptedCascade("domains.city.map { \"" + CHANNEL + "\" = \"" + EXPORTED + "\" }\n")
                .upWithExported(EXPORTED);
        cascade.upper.sends(cascade.invite());
        cascade.upper.expectsResponse(404, "INVITE");

        JsonObject answer = explained(CHANNEL);

        assertThat(answer.getString("cause")).isEqualTo("other-id");
        assertThat(answer.getString("sentence")).contains(EXPORTED);
    }

    @Test
    void anIdThatIsNoneIsAnUnknownChannelAndNoFault() {
        cascade.up();

        JsonObject answer = explained("east%20gate");

        assertThat(answer.getString("cause")).isEqualTo("channel-unknown");
        assertThat(answer.getString("sentence")).contains("east gate");
    }
}
