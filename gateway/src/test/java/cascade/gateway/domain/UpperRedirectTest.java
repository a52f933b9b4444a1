package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Registration that another platform takes over (GB/T 28181-2022 9.1.2.3), and the way back to the first of several hosts. */
@Clause(value = "2022 9.1.2.3", part = "followed")
class UpperRedirectTest {

    private static final String FIRST = "10.0.0.1";
    private static final String SECOND = "10.0.0.2";
    private static final String THIRD = "10.0.0.3";
    private static final String FOURTH = "10.0.0.4";
    private static final String FIFTH = "10.0.0.5";
    private static final String OTHER_ID = "37280000002000000077";

    private final UpperStage stage = new UpperStage();
    private final FakeTime time = stage.time;
    private final FakeSip sip = stage.sip;
    private final List<String> heard = stage.heard;
    private UpperDomain upper;

    @AfterEach
    void close() {
        stage.close();
    }

    private static DomainConfigs.Upper city(String... hosts) {
        return DomainConfigs.upper()
                .hosts(List.of(hosts).stream().map(host -> host + ":7100").toArray(String[]::new))
                .register(Duration.ofHours(1), Duration.ofSeconds(10), Duration.ofMinutes(5))
                .keepalive(Duration.ofSeconds(60), 2);
    }

    private void open(DomainConfigs.Upper config) {
        upper = stage.open(config);
    }

    private FakeClientTransaction register() {
        return sip.sent("REGISTER").getLast();
    }

    private void redirect(String target, String id, int expires) {
        FakeClientTransaction asked = register();
        asked.answer(SipResponse.to(asked.request(), 302)
                .contact(NameAddr.of(SipUri.of(id, target, 7100)))
                .header("Expires", Integer.toString(expires))
                .build());
    }

    private void assertAsked(String host) {
        assertThat(register().peer().host().getHostAddress()).isEqualTo(host);
        assertThat(register().response().isComplete()).isFalse();
    }

    private String place() {
        return upper.peer().orElseThrow().host().getHostAddress();
    }

    @Test
    void registersWhereTheUpperSendsIt() {
        open(city(FIRST));
        redirect(SECOND, OTHER_ID, 3600);

        assertAsked(SECOND);
        assertThat(register().request().uri().user()).isEqualTo(OTHER_ID);
        register().accept(3600);

        assertThat(upper.state()).isEqualTo(DomainState.ONLINE);
        assertThat(place()).isEqualTo(SECOND);
        time.pass(Duration.ofSeconds(60));
        assertThat(sip.sent("MESSAGE").getLast().peer().host().getHostAddress())
                .as("keepalives go there too")
                .isEqualTo(SECOND);
    }

    @Test
    void goesBackToTheUpperWhenTheOtherPlatformRefuses() {
        open(city(FIRST));
        redirect(SECOND, OTHER_ID, 3600);
        register().answer(503);

        assertAsked(FIRST);
        register().accept(3600);
        assertThat(place()).isEqualTo(FIRST);
    }

    @Test
    void goesBackToTheUpperWhenTheOtherPlatformNoLongerAnswersKeepalives() {
        open(city(FIRST));
        redirect(SECOND, OTHER_ID, 3600);
        register().accept(3600);

        time.pass(Duration.ofSeconds(60));
        sip.last().timeOut();
        time.pass(Duration.ofSeconds(60));
        sip.last().timeOut();

        assertThat(heard).containsExactly("online", "keepalive-lost");
        assertAsked(FIRST);
        assertThat(register().request().uri().user()).isEqualTo("37280000000000000000");
    }

    @Test
    void isNotSentToAndFro() {
        open(city(FIRST));
        redirect(SECOND, OTHER_ID, 3600);
        redirect(FIRST, OTHER_ID, 3600);

        assertThat(upper.lastError().orElseThrow())
                .contains("302: redirected to 10.0.0.1:7100, where it was tried already");
        assertAsked(FIRST);
        redirect(SECOND, OTHER_ID, 3600);

        assertThat(upper.state()).isEqualTo(DomainState.OFFLINE);
        int asked = sip.sent("REGISTER").size();
        time.pass(Duration.ofSeconds(12));
        assertThat(sip.sent("REGISTER")).as("after a pause it is a new story").hasSize(asked + 1);
        assertAsked(FIRST);
        redirect(SECOND, OTHER_ID, 3600);
        assertAsked(SECOND);
    }

    @Test
    void followsThreeRedirectsInARowAndNoMore() {
        open(city(FIRST));
        redirect(SECOND, OTHER_ID, 3600);
        redirect(THIRD, OTHER_ID, 3600);
        redirect(FOURTH, OTHER_ID, 3600);
        assertAsked(FOURTH);

        redirect(FIFTH, OTHER_ID, 3600);

        assertThat(upper.lastError().orElseThrow()).contains("after 3 redirects in a row");
        assertAsked(FIRST);
    }

    /** Its platform has an id of its own, under which it speaks to us, and we to it. */
    @Test
    void isSpokenToUnderTheIdOfThePlatformThatTookOver() {
        open(city(FIRST));
        redirect(SECOND, OTHER_ID, 3600);
        register().accept(3600);

        assertThat(upper.config().deviceId()).isEqualTo(OTHER_ID);
        assertThat(upper.isPresently(OTHER_ID)).isTrue();
        time.pass(Duration.ofSeconds(60));
        assertThat(sip.sent("MESSAGE").getLast().request().uri().user()).isEqualTo(OTHER_ID);
        assertThat(sip.sent("MESSAGE").getLast().request().to().uri().user()).isEqualTo(OTHER_ID);
    }

    @Test
    void isItselfAgainWhenItTakesTheRegistrationBack() {
        open(city(FIRST));
        redirect(SECOND, OTHER_ID, 600);
        register().accept(1200);
        time.pass(Duration.ofSeconds(800));
        register().accept(3600);

        assertThat(upper.config().deviceId()).isEqualTo("37280000000000000000");
        assertThat(upper.isPresently(OTHER_ID)).isFalse();
    }

    @Test
    void triesAMoveAgainThatFailed() {
        open(city(FIRST));
        register().accept(3600);
        time.pass(Duration.ofMinutes(40));
        redirect(SECOND, OTHER_ID, 3600);
        register().timeOut();
        time.pass(Duration.ofSeconds(12));
        assertAsked(FIRST);

        redirect(SECOND, OTHER_ID, 3600);

        assertAsked(SECOND);
        register().accept(3600);
        assertThat(place()).isEqualTo(SECOND);
    }

    @Test
    void staysKnownWhereItStandsWhenTheFirstHostCannotBeLookedUp() {
        stage.unknownNames.add("first.example");
        open(city("first.example", SECOND).returnToFirst(Duration.ofMinutes(5)));
        assertAsked(SECOND);
        register().accept(3600);
        time.pass(Duration.ofMinutes(5));
        time.pass(Duration.ofSeconds(12));
        assertAsked(SECOND);
        register().accept(3600);

        assertThat(place()).isEqualTo(SECOND);
        assertThat(upper.isAt(register().peer())).isTrue();
        assertThat(heard).containsExactly("online");
    }

    /** What is known of the redirect that failed must not take the place of what is known of the one in force. */
    @Test
    void keepsToTheTimeOfItsRedirectWhenAFurtherOneFails() {
        open(city(FIRST));
        redirect(SECOND, OTHER_ID, 1500);
        register().accept(1200);
        time.pass(Duration.ofSeconds(800));
        redirect(THIRD, "37280000002000000078", 36_000);
        register().answer(403);
        time.pass(Duration.ofSeconds(12));
        assertAsked(SECOND);
        register().accept(1200);

        time.pass(Duration.ofSeconds(800));

        assertAsked(FIRST);
    }

    @Test
    void followsNoneWhereThatIsConfigured() {
        open(city(FIRST).redirects(0));
        redirect(SECOND, OTHER_ID, 3600);

        assertThat(upper.state()).isEqualTo(DomainState.OFFLINE);
        assertThat(sip.sent("REGISTER")).hasSize(1);
    }

    @Test
    void asksTheUpperAnewWhenTheTimeOfTheRedirectIsOver() {
        open(city(FIRST));
        redirect(SECOND, OTHER_ID, 600);
        register().accept(1200);

        time.pass(Duration.ofSeconds(799));
        assertThat(sip.sent("REGISTER")).hasSize(2);
        time.pass(Duration.ofSeconds(1));
        assertAsked(FIRST);
        assertThat(upper.state()).as("it stands meanwhile").isEqualTo(DomainState.ONLINE);

        register().accept(3600);
        assertThat(place()).isEqualTo(FIRST);
    }

    @Test
    void isMovedByARefreshWhileTheRegistrationStands() {
        open(city(FIRST));
        register().accept(3600);
        time.pass(Duration.ofMinutes(40));
        redirect(SECOND, OTHER_ID, 3600);

        assertAsked(SECOND);
        assertThat(place()).isEqualTo(FIRST);
        register().accept(3600);

        assertThat(place()).isEqualTo(SECOND);
        assertThat(heard)
                .as("what the former platform has of us ends before the next takes over")
                .containsExactly("online", "moved", "online");
    }

    @Test
    void staysWhereItIsWhenTheMoveFails() {
        open(city(FIRST));
        register().accept(3600);
        time.pass(Duration.ofMinutes(40));
        redirect(SECOND, OTHER_ID, 3600);
        register().answer(403);

        assertThat(upper.state()).isEqualTo(DomainState.ONLINE);
        assertThat(place()).isEqualTo(FIRST);
        time.pass(Duration.ofSeconds(12));
        assertAsked(FIRST);
        register().accept(3600);
        assertThat(heard).containsExactly("online");
    }

    @Test
    void staysAtABackupThatWorks() {
        open(city(FIRST, SECOND));
        register().timeOut();
        register().accept(3600);

        time.pass(Duration.ofMinutes(39));

        assertThat(place()).isEqualTo(SECOND);
        assertThat(sip.sent("REGISTER")).hasSize(2);
    }

    @Test
    void returnsToTheFirstHostAsConfigured() {
        open(city(FIRST, SECOND).returnToFirst(Duration.ofMinutes(5)));
        register().timeOut();
        register().accept(3600);

        time.pass(Duration.ofMinutes(5));
        assertAsked(FIRST);
        register().timeOut();
        assertThat(place()).as("it is not back yet").isEqualTo(SECOND);

        time.pass(Duration.ofSeconds(12));
        assertAsked(SECOND);
        register().accept(3600);

        time.pass(Duration.ofMinutes(5));
        assertAsked(FIRST);
        register().accept(3600);

        assertThat(place()).isEqualTo(FIRST);
        assertThat(heard).containsExactly("online", "moved", "online");
    }

    @Test
    void returnsToTheFirstHostHoweverOftenTheBackupIsRefreshed() {
        open(city(FIRST, SECOND).returnToFirst(Duration.ofMinutes(5)));
        register().timeOut();
        register().accept(60);
        for (int refresh = 0; refresh < 7; refresh++) {
            time.pass(Duration.ofSeconds(40));
            assertAsked(SECOND);
            register().accept(60);
        }

        time.pass(Duration.ofSeconds(20));

        assertAsked(FIRST);
    }

    @Test
    void saysWhenARedirectNamesNoAddress() {
        open(city(FIRST));
        register().answer(SipResponse.to(register().request(), 302).build());

        assertThat(upper.lastError().orElseThrow()).contains("302").contains("it has no Contact");
    }
}
