package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.register.LowerRegistration;
import cascade.gateway.domain.register.UpperRegistration;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.LogLines;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import ch.qos.logback.classic.Level;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Levels of the lines about peers that come and go: what somebody meant is INFO, what was lost is WARN. */
class LossesAreWarningsTest {

    private static final SipPeer HOME = Peers.udp("10.69.91.7", 7100);

    private final FakeTime time = new FakeTime();
    private final FakeSip sip = new FakeSip();
    private final Meters meters = new Meters(time);
    private final SourceIndex<Domain> sources = new SourceIndex<>();
    private final DomainContext context = new DomainContext(
            time,
            time,
            time,
            new Random(7),
            (host, family) ->
                    Future.succeededFuture(new InetSocketAddress(InetAddress.ofLiteral("10.69.80.187"), host.port())),
            meters.domains(),
            SipObserver.NONE);

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    @FieldReport(value = "operator 12", part = "lowers")
    void aLowerThatIsLostIsAWarningAndOneThatLeavesIsNot() {
        meters.addDomain("district", Role.LOWER);
        var lower = new LowerDomain(
                DomainConfigs.lower().keepaliveTimeout(Duration.ofMinutes(3)).build(),
                sip,
                context,
                sources,
                DomainConfigs.ownRequests(),
                new DomainListener<>() {});
        try (LogLines log = LogLines.of(LowerRegistration.class)) {
            lower.bind(HOME, "1", Duration.ofDays(1));
            assertThat(log.levelOf("lower online")).contains(Level.INFO);
            lower.unbind();
            assertThat(log.levelOf("lower offline")).contains(Level.INFO);

            lower.bind(HOME, "2", Duration.ofDays(1));
            time.pass(Duration.ofMinutes(3));
            assertThat(log.levelOf("lower offline")).contains(Level.WARN);

            lower.bind(HOME, "3", Duration.ofMinutes(1));
            time.pass(Duration.ofMinutes(1));
            assertThat(log.with("lower offline")).hasSize(3);
            assertThat(log.levelOf("lower offline")).as("expired").contains(Level.WARN);
        }
    }

    @Test
    @FieldReport(value = "operator 12", part = "uppers")
    void aRegistrationThatIsRefusedOrLostIsAWarning() {
        meters.addDomain("city", Role.UPPER);
        var upper = new UpperDomain(
                DomainConfigs.upper().build(),
                sip,
                () -> Duration.ofSeconds(32),
                context,
                sources,
                FailingDevices.NONE,
                new DomainListener<>() {});
        try (LogLines log = LogLines.of(UpperRegistration.class)) {
            upper.start();
            sip.last().answer(200);
            assertThat(log.levelOf("registered with upper")).contains(Level.INFO);

            upper.registerNow();
            sip.last().answer(403);
            assertThat(log.levelOf("registration with upper failed")).contains(Level.WARN);
            assertThat(log.levelOf("registration with upper lost")).contains(Level.WARN);
        }
    }
}
