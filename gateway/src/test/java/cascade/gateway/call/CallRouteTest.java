package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.CHANNEL;
import static cascade.gateway.call.CallWorld.LOWER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.sdp.CallConfigs;
import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import cascade.monitoring.CallCause;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The path of a call: preferred by the upper, taken below us, told in our responses; and loops in it. */
@Clause(value = "2022 H", part = "each case")
class CallRouteTest {

    private static final String OURS = "37280600002000000001";
    private static final String DISTRICT = "37280600002000000002";
    private static final String BELOW = "37280601002000000001";
    private static final String ROUTE = "X-RoutePath";
    private static final String PREFERRED = "X-PreferredPath";

    private CallWorld world = new CallWorld();

    private SipRequest invited() {
        return world.inviteDown().map(FakeClientTransaction::request).orElseThrow();
    }

    private static String path(FakeServerTransaction invite) {
        return invite.finalAnswer().flatMap(answer -> answer.header(ROUTE)).orElse("none");
    }

    private static String warning(FakeServerTransaction invite) {
        return invite.finalAnswer().flatMap(answer -> answer.header("Warning")).orElse("none");
    }

    @Test
    void our200TellsUsInFrontOfThePathThatTheLowersTells() {
        var invite = world.invite();
        world.lowerAnswersBy(DISTRICT + "-" + BELOW, 200);

        assertThat(invite.status()).isEqualTo(200);
        assertThat(path(invite)).isEqualTo(OURS + "-" + DISTRICT + "-" + BELOW);
    }

    @Test
    void aLowerThatTellsNoPathIsItsEnd() {
        var invite = world.invite();
        world.lowerAnswers(200, "down");

        assertThat(path(invite)).isEqualTo(OURS + "-" + DISTRICT);
    }

    @Test
    void aLowersPathThatIsNoneIsItsEndToo() {
        var invite = world.invite();
        world.lowerAnswersBy("by chance", 200);

        assertThat(path(invite)).isEqualTo(OURS + "-" + DISTRICT);
    }

    @Test
    void aRefusalTellsThePathToWhoRefused() {
        var invite = world.invite();
        world.lowerAnswersBy(DISTRICT + "-" + BELOW, 486);

        assertThat(invite.status()).isEqualTo(486);
        assertThat(path(invite)).isEqualTo(OURS + "-" + DISTRICT + "-" + BELOW);
    }

    @Test
    void whatWeRefuseOurselvesHasUsAsItsWholePath() {
        world = new CallWorld(lower -> (upper, channel) -> java.util.Optional.empty());
        var invite = world.invite();

        assertThat(invite.status()).isEqualTo(404);
        assertThat(path(invite)).isEqualTo(OURS);
    }

    @Test
    void provisionalAnswersTellNoPath() {
        var invite = world.invite();
        world.lowerAnswers(180, "down");

        assertThat(invite.answers)
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer.header(ROUTE)).isEmpty());
    }

    @Test
    void aViewerThatJoinsIsToldThePathOfTheStreamThatRuns() {
        world.invite();
        world.lowerAnswersBy(DISTRICT + "-" + BELOW, 200);
        var joins = world.invite();

        assertThat(path(joins)).isEqualTo(OURS + "-" + DISTRICT + "-" + BELOW);
    }

    @Test
    void theInviteGoesOnWithAHopLessAndWithUsAmongTheGatewaysItHasVisited() {
        world.inviteWith(Map.of("Max-Forwards", "5"));

        assertThat(invited().header("Max-Forwards")).contains("4");
        assertThat(invited().header("X-Visited-Gateways")).contains(OURS + ";instance=" + CallWorld.INSTANCE);
    }

    /** It is a digest of this hop's From, To and Call-ID: beyond, it would be false. */
    @Test
    @Clause(value = "8.3", part = "an upper's Note ends with its hop")
    void aNoteIsNotCarriedToTheNextHop() {
        world.inviteWith(Map.of("Note", "Digest nonce=\"YWJj\", algorithm=SM3", "Date", "2026-11-29T12:00:00.000"));

        assertThat(invited().header("Note")).isEmpty();
        assertThat(invited().header("Date")).isEmpty();
    }

    @Test
    void oneWithoutHopsLeftIsRefused483AndNobodyIsAsked() {
        var invite = world.inviteWith(Map.of("Max-Forwards", "0"));

        assertThat(invite.status()).isEqualTo(483);
        assertThat(warning(invite)).contains("Max-Forwards is 0");
        assertThat(world.sent("INVITE", LOWER)).isEmpty();
        assertThat(world.media.streams).isEmpty();
    }

    @Test
    void oneThatCameBackToUsIsRefused482WithItsCauseAndNothingIsLeft() {
        var invite = world.inviteWith(Map.of("X-Visited-Gateways", OURS + ";instance=" + CallWorld.INSTANCE + ", x"));

        assertThat(invite.status()).isEqualTo(482);
        assertThat(warning(invite)).contains("has been here before");
        assertThat(world.sent("INVITE", LOWER)).isEmpty();
        assertThat(world.calls.recent()).extracting(EndedCall::cause).containsExactly(CallCause.NOT_PERMITTED);
        assertThat(world.context.ssrcs().inUse()).isZero();
    }

    @Test
    void aLowers200WhosePathLeadsByUsIsALoopThatEndsBothWays() {
        var invite = world.invite();
        world.lowerAnswersBy(DISTRICT + "-" + OURS + "-" + DISTRICT, 200);

        assertThat(invite.status()).isEqualTo(482);
        assertThat(world.sent("BYE", LOWER)).hasSize(1);
    }

    @Test
    void aPreferredPathGoesOnWithoutUs() {
        world.inviteWith(Map.of(PREFERRED, OURS + "-" + DISTRICT + "-" + BELOW));

        assertThat(invited().header(PREFERRED)).contains(DISTRICT + "-" + BELOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {OURS, BELOW, BELOW + "-" + DISTRICT})
    void oneThatEndsWithUsOrLeadsElsewhereGoesByTheChannelWithoutAPath(String path) {
        world.inviteWith(Map.of(PREFERRED, path));

        assertThat(invited().header(PREFERRED)).isEmpty();
    }

    @Test
    void oneThatLeadsElsewhereIsRefusedWhereTheProfileSaysSo() {
        world = new CallWorld(CallConfigs.of("""
                domains.city.quirks.foreign-path = refuse
                domains.district.allow-from = ["192.168.1.0/24"]
                """));
        var invite = world.inviteWith(Map.of(PREFERRED, BELOW));

        assertThat(invite.status()).isEqualTo(403);
        assertThat(warning(invite)).contains(BELOW, "does not name " + OURS);
    }

    @Test
    void oneThatGoesOnWhereTheChannelIsNotIsRefusedInPlainWords() {
        var invite = world.inviteWith(Map.of(PREFERRED, OURS + "-" + BELOW));

        assertThat(invite.status()).isEqualTo(404);
        assertThat(warning(invite)).contains(BELOW, CHANNEL);
        assertThat(world.sent("INVITE", LOWER)).isEmpty();
    }

    @Test
    void oneThatNamesUsTwiceIsALoop() {
        var invite = world.inviteWith(Map.of(PREFERRED, OURS + "-" + DISTRICT + "-" + OURS));

        assertThat(invite.status()).isEqualTo(482);
    }

    @Test
    void oneThatIsNoPathIsRefused400() {
        var invite = world.inviteWith(Map.of(PREFERRED, "by the sea"));

        assertThat(invite.status()).isEqualTo(400);
        assertThat(warning(invite)).contains("by the sea");
    }
}
