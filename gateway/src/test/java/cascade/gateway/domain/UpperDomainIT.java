package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.config.Edition;
import cascade.gateway.conformance.Clause;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.sip.auth.AuthFailures;
import cascade.gateway.sip.auth.DigestAlgorithm;
import cascade.gateway.sip.auth.DigestServer;
import cascade.gateway.sip.auth.DigestSettings;
import cascade.gateway.sip.auth.DigestVerdict;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.CapturedMessage;
import cascade.gateway.testkit.sip.ScriptedPeer;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our registration with an upper platform, over real sockets. */
class UpperDomainIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final String US = SUBNET.host(1);
    private static final String THEM = SUBNET.host(2);
    private static final String BACKUP = SUBNET.host(3);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final ControlLoop loop = new ControlLoop();
    private final ScriptedPlatform upper = platform(THEM);
    private DomainLab lab;

    @AfterEach
    void close() {
        upper.close(); // closing twice is allowed
        lab.close();
        loop.close();
    }

    private ScriptedPlatform platform(String host) {
        return new ScriptedPlatform(
                loop, host, "37280000000000000000", SipUri.of("37280600000000000000", US, DomainLab.PORT));
    }

    private static DomainConfigs.Upper city() {
        return DomainConfigs.upper().hosts(THEM + ":7100").register(Duration.ofHours(2), SHORT, Duration.ofSeconds(1));
    }

    private void open(DomainConfigs.Upper config) {
        lab = new DomainLab(loop, US, List.of(config.build()), List.of()).start();
    }

    private void awaitOnline() {
        await().until(() -> lab.state("city") == DomainState.ONLINE);
    }

    @Test
    @Clause(value = "list register", part = "without a password")
    void registersInTheFormOfTheCapturedPlatform() {
        open(city());
        awaitOnline();

        SipRequest register = upper.received("REGISTER").getFirst();
        assertThat(register.startLine()).isEqualTo("REGISTER sip:37280000000000000000@" + THEM + ":7100 SIP/2.0");
        assertThat(register.from().uri()).hasToString("sip:37280600000000000000@" + US + ":7100");
        assertThat(register.from().tag()).isPresent();
        assertThat(register.to()).hasToString("<sip:37280600000000000000@" + US + ":7100>");
        assertThat(register.contact().orElseThrow()).hasToString("<sip:37280600000000000000@" + US + ":7100>");
        assertThat(register.cseq()).hasToString("1 REGISTER");
        assertThat(register.header("Expires")).contains("7200");
        assertThat(register.header("Authorization")).isEmpty();
        assertThat(register.header("X-GB-Ver")).isEmpty();
        assertThat(lab.get(() -> lab.upper("city").peer().orElseThrow().authority()))
                .isEqualTo(THEM + ":7100");
        assertThat(lab.heard()).containsExactly("online city");
        assertThat(upper.received("REGISTER")).hasSize(1);
    }

    @Test
    @Clause(value = "SIP", part = "TCP")
    @Clause(value = "2022 I", part = "in our REGISTER")
    void registersWithTheSipDomainOverTcp() {
        open(city().tcp().sipDomain("3728000000").edition(Edition.GB2022));
        awaitOnline();

        SipRequest register = upper.received("REGISTER").getFirst();
        assertThat(register.uri()).hasToString("sip:37280000000000000000@3728000000");
        assertThat(register.from().uri()).hasToString("sip:37280600000000000000@3728000000");
        assertThat(register.contact().orElseThrow())
                .hasToString("<sip:37280600000000000000@" + US + ":7100;transport=tcp>");
        assertThat(register.topVia().transport()).isEqualTo("TCP");
        assertThat(register.header("X-GB-Ver")).contains("3.0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Clause(value = "9.1.2.1", part = "registering")
    void answersAChallenge(boolean qop) {
        upper.on("REGISTER", demanding("12345678", qop));
        open(city().password("12345678"));
        awaitOnline();

        List<SipRequest> registers = upper.received("REGISTER");
        assertThat(registers).hasSize(2);
        assertThat(registers.get(0).header("Authorization")).isEmpty();
        assertThat(registers.get(1).header("Authorization").orElseThrow().contains("qop=auth"))
                .isEqualTo(qop);
        assertThat(registers.get(1).callId()).isEqualTo(registers.get(0).callId());
        assertThat(registers.get(1).from()).isEqualTo(registers.get(0).from());
        assertThat(registers.get(1).cseq().number()).isEqualTo(2);
        assertThat(registers.get(1).topVia().branch())
                .isNotEqualTo(registers.get(0).topVia().branch());
        assertThat(lab.meters.scrape())
                .contains("cascade_domain_registrations_total{domain=\"city\",result=\"challenged\"} 1.0")
                .contains("cascade_domain_registrations_total{domain=\"city\",result=\"accepted\"} 1.0");
    }

    @Test
    @Clause(value = "list register", part = "with one")
    void registersWithTheCapturedServers() {
        String camera = "34020000001320000001";
        upper.close();
        try (ScriptedPeer server = captured()) {
            open(city().ids("34020000002000000001", camera)
                    .sipDomain("3402000000")
                    .password("12345678"));
            SipRequest first = server.expectsRequest("REGISTER");
            server.sends(CapturedMessage.of("ipc/03-register-401").answering(first));
            SipRequest second = server.expectsRequest(
                    "REGISTER", "CSeq 2", request -> request.cseq().number() == 2);
            server.sends(CapturedMessage.of("ipc/05-register-200").answering(second));
            awaitOnline();

            assertThat(first.startLine()).isEqualTo("REGISTER sip:34020000002000000001@3402000000 SIP/2.0");
            assertThat(first.to()).hasToString("<sip:" + camera + "@3402000000>");
            assertThat(first.header("Authorization")).isEmpty();
            assertThat(second.header("Authorization").orElseThrow())
                    .startsWith("Digest username=\"" + camera + "\", realm=\"3402000000\", "
                            + "nonce=\"a1b6ba00d8cbaa8ce99d1d39b2905d12\", uri=\"sip:34020000002000000001@3402000000\"")
                    .contains("qop=auth, nc=00000001");
        }
    }

    @Test
    void registersWithTheCapturedPlatform() {
        upper.close();
        try (ScriptedPeer platform = captured()) {
            open(city());
            platform.sends(CapturedMessage.of("ncg/02-register-200").answering(platform.expectsRequest("REGISTER")));
            awaitOnline();
        }
    }

    /** In the place of the upper, for what was captured. */
    private static ScriptedPeer captured() {
        return new ScriptedPeer(THEM, DomainLab.PORT, US, DomainLab.PORT);
    }

    @Test
    void waitsBeforeItTriesARefusedPasswordAgain() {
        upper.on("REGISTER", demanding("12345678", true));
        open(city().password("wrong").register(Duration.ofHours(2), Duration.ofMinutes(1), Duration.ofMinutes(5)));

        await().until(() -> lab.get(() -> lab.upper("city").lastError()).isPresent());

        assertThat(lab.get(() -> lab.upper("city").lastError()))
                .contains("REGISTER answered 401 Unauthorized: user name or password refused");
        assertThat(lab.state("city")).isEqualTo(DomainState.OFFLINE);
        assertThat(upper.received("REGISTER")).hasSize(2);
    }

    @Test
    void saysThatAPasswordIsMissing() {
        upper.on("REGISTER", demanding("12345678", true));
        open(city());

        await().until(() -> lab.get(() -> lab.upper("city").lastError())
                .equals(Optional.of("REGISTER answered 401 Unauthorized: no password is configured")));
    }

    @Test
    void saysThatAChallengeCannotBeAnswered() {
        upper.on(
                "REGISTER",
                transaction -> transaction.respond(transaction
                        .answer(401)
                        .header("WWW-Authenticate", "Digest realm=\"3728000000\", nonce=\"n\", algorithm=SHA-512-256")
                        .build()));
        open(city().password("12345678"));

        await().until(() -> lab.get(() -> lab.upper("city").lastError())
                .equals(Optional.of("REGISTER answered 401 Unauthorized: a challenge that we cannot answer")));
    }

    @Test
    void refreshesBeforeTheGrantedLifetimeEnds() {
        upper.on("REGISTER", transaction -> ScriptedPlatform.acceptRegister(transaction, "1"));
        open(city());

        await().until(() -> upper.received("REGISTER").size() >= 3);

        List<SipRequest> registers = upper.received("REGISTER");
        assertThat(registers.stream().map(SipRequest::callId).distinct()).hasSize(1);
        assertThat(registers.stream().limit(3).map(request -> request.cseq().number()))
                .containsExactly(1L, 2L, 3L);
        assertThat(lab.heard()).containsExactly("online city");
    }

    @Test
    void takesANewCallIdWhereARefreshIsRefusedAsBad() {
        upper.on("REGISTER", transaction -> {
            if (transaction.request().cseq().number() > 1) {
                transaction.respond(transaction.answer(400).build());
            } else {
                ScriptedPlatform.acceptRegister(transaction, "1");
            }
        });
        open(city());

        await().until(() -> upper.received("REGISTER").size() >= 3);

        List<SipRequest> registers = upper.received("REGISTER");
        assertThat(registers.get(1).callId()).isEqualTo(registers.get(0).callId());
        assertThat(registers.get(2).callId()).isNotEqualTo(registers.get(0).callId());
        assertThat(registers.get(2).cseq().number()).isEqualTo(1);
        assertThat(lab.heard()).containsExactly("online city");
    }

    @Test
    @Clause(value = "9.6", part = "sent")
    @Clause("list heartbeat")
    void keepsItselfAlive() {
        open(city().keepalive(Duration.ofMillis(200), 5));

        await().until(() -> upper.received("MESSAGE").size() >= 3);

        SipRequest keepalive = upper.received("MESSAGE").getFirst();
        assertThat(keepalive.contentType()).contains("application/manscdp+xml");
        assertThat(keepalive.from().uri().user()).isEqualTo("37280600000000000000");
        assertThat(keepalive.to()).hasToString("<sip:37280000000000000000@" + THEM + ":7100>");
        assertThat(keepalive.bodyText())
                .contains("encoding=\"GB2312\"")
                .contains("<CmdType>Keepalive</CmdType>")
                .contains("<SN>1</SN>")
                .contains("<DeviceID>37280600000000000000</DeviceID>")
                .contains("<Status>OK</Status>");
        assertThat(upper.received("MESSAGE").get(1).bodyText()).contains("<SN>2</SN>");
        assertThat(lab.heard()).containsExactly("online city");
        assertThat(lab.get(() -> lab.upper("city").counters().keepalives())).isPositive();
    }

    @Test
    void answersAChallengedKeepalive() {
        upper.on("MESSAGE", demanding("12345678", true));
        open(city().password("12345678").keepalive(Duration.ofMillis(300), 3));

        await().until(() -> lab.get(() -> lab.upper("city").counters().keepalives()) >= 2);

        assertThat(lab.get(() -> lab.upper("city").counters().missedKeepalives()))
                .isZero();
    }

    @Test
    @Clause(value = "9.6", part = "unanswered")
    @Clause(value = "list failure", part = "noticed")
    void registersAnewWhenKeepalivesStayUnanswered() {
        upper.on("MESSAGE", ScriptedPlatform.keepSilent());
        open(city().keepalive(SHORT, 2));

        await().until(() -> upper.received("REGISTER").size() >= 2);

        assertThat(lab.heard()).startsWith("online city", "offline city keepalive-lost");
        List<SipRequest> registers = upper.received("REGISTER");
        assertThat(registers.get(1).callId()).isNotEqualTo(registers.get(0).callId());
        assertThat(upper.received("MESSAGE").size()).isGreaterThanOrEqualTo(2);
        assertThat(lab.get(() -> lab.upper("city").counters().missedKeepalives()))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void refreshesAtOnceWhenTheUpperHasForgottenIt() {
        var forgotten = new AtomicBoolean(true);
        upper.on(
                "MESSAGE",
                transaction -> transaction.respond(transaction
                        .answer(forgotten.getAndSet(false) ? 403 : 200)
                        .build()));
        open(city().keepalive(Duration.ofMillis(200), 5));

        await().until(() -> upper.received("REGISTER").size() == 2);

        assertThat(upper.received("REGISTER").get(1).cseq().number()).isEqualTo(2);
        assertThat(lab.heard()).containsExactly("online city");
    }

    @Test
    void namesTheIdThatAnUpperDoesNotKnow() {
        upper.on(
                "REGISTER",
                transaction -> transaction.respond(
                        transaction.answer(404).reason("device not found").build()));
        open(city());

        await().until(() -> lab.get(() -> lab.upper("city").lastError())
                .equals(Optional.of(
                        "REGISTER answered 404 device not found: our id is unknown there, or not permitted")));
        assertThat(lab.heard()).isEmpty();
    }

    @Test
    void saysThatARedirectionLeadsBackToWhereItWas() {
        upper.on(
                "REGISTER",
                transaction -> transaction.respond(transaction
                        .answer(302)
                        .contact(NameAddr.of(SipUri.of("37280000000000000000", THEM, 7100)))
                        .build()));
        open(city());

        await().until(() -> lab.get(() -> lab.upper("city").lastError()).isPresent());

        assertThat(lab.get(() -> lab.upper("city").lastError()).orElseThrow())
                .contains("REGISTER answered 302: redirected to " + THEM + ":7100, where it was tried already");
    }

    @Test
    @Clause(value = "list failure", part = "back by itself")
    void triesAgainUntilTheUpperIsThere() {
        upper.on("REGISTER", ScriptedPlatform.keepSilent());
        open(city());
        await().until(() -> upper.received("REGISTER").size() >= 2);
        assertThat(lab.heard()).isEmpty();

        upper.on("REGISTER", upper::agree);
        awaitOnline();

        List<SipRequest> registers = upper.received("REGISTER");
        assertThat(registers.get(1).callId()).isNotEqualTo(registers.get(0).callId());
        assertThat(lab.get(() -> lab.upper("city").counters().registrationFailures()))
                .isPositive();
    }

    @Test
    @Clause(value = "list failure", part = "another host")
    void goesToTheNextHostWhenOneFails() {
        upper.on("REGISTER", ScriptedPlatform.keepSilent());
        try (ScriptedPlatform backup = platform(BACKUP)) {
            open(city().hosts(THEM + ":7100", BACKUP + ":7100"));
            awaitOnline();

            assertThat(backup.received("REGISTER").getFirst().uri().host()).isEqualTo(BACKUP);
            assertThat(lab.get(() -> lab.upper("city").peer().orElseThrow().authority()))
                    .isEqualTo(BACKUP + ":7100");
        }
    }

    @Test
    @Clause(value = "9.1.2.1", part = "de-registering")
    @Clause("list unregister")
    void deregistersOnStop() {
        upper.on("REGISTER", demanding("12345678", true));
        open(city().password("12345678"));
        awaitOnline();

        loop.await(() -> lab.domains.stop(Duration.ofSeconds(5)));

        List<SipRequest> registers = upper.received("REGISTER");
        assertThat(registers).hasSize(4);
        assertThat(registers.get(2).header("Expires")).contains("0");
        assertThat(registers.get(2).callId()).isEqualTo(registers.get(0).callId());
        assertThat(registers.get(2).cseq().number()).isEqualTo(3);
        assertThat(registers.get(3).header("Authorization")).isPresent();
        assertThat(lab.heard()).containsExactly("online city", "offline city shutdown");
        assertThat(lab.meters.scrape())
                .contains("cascade_domain_registrations_total{domain=\"city\",result=\"removed\"} 1.0")
                .contains("cascade_domain_up{domain=\"city\",role=\"upper\"} 0.0");
    }

    @Test
    void stopsThoughTheUpperIsSilent() {
        open(city());
        awaitOnline();
        upper.on("REGISTER", ScriptedPlatform.keepSilent());

        loop.await(() -> lab.domains.stop(SHORT));

        assertThat(lab.state("city")).isEqualTo(DomainState.OFFLINE);
    }

    /** Answers only requests with the right digest. */
    private Consumer<ServerTransaction> demanding(String password, boolean qop) {
        var settings = new DigestSettings(List.of(DigestAlgorithm.MD5), qop, Duration.ofSeconds(60), 64);
        var failures = new AuthFailures(5, 50, Duration.ofSeconds(60), 8, System::nanoTime);
        var digest = new DigestServer("3728000000", settings, failures, new byte[] {1, 2, 3}, System::nanoTime);
        return transaction -> {
            switch (digest.verify(transaction.request(), transaction.source().address(), false, password)) {
                case DigestVerdict.Accepted() -> {
                    upper.agree(transaction);
                }
                case DigestVerdict.Challenged challenged ->
                    transaction.respond(transaction
                            .answer(401)
                            .header(
                                    "WWW-Authenticate",
                                    challenged.challenges().getFirst().toHeader())
                            .build());
                case DigestVerdict.Refused refused ->
                    transaction.respond(transaction.answer(refused.status()).build());
            }
        };
    }
}
