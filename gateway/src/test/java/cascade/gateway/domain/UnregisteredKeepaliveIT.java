package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.config.quirk.UnregisteredKeepalive;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.RawPeer;
import cascade.gateway.testkit.sip.RawPeer.Answer;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The quirk {@code unregistered-keepalive}: a keepalive of a lower that a restarted gateway has forgotten. */
class UnregisteredKeepaliveIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String US = SUBNET.host(1);
    private static final String THEM = SUBNET.host(2);
    private static final InetSocketAddress GATEWAY = new InetSocketAddress(US, DomainLab.PORT);
    private static final String ELSEWHERE = SUBNET.host(3);
    private static final String LOWER = "37280600000000000000";
    private static final String SERVER = "37280000000000000000";
    private static final String PASSWORD = "12345678";
    private static final DigestByHand DIGEST = new DigestByHand(LOWER, "3728000000", "sip:" + SERVER + "@3728000000");

    private final ControlLoop loop = new ControlLoop();
    private final RawPeer peer = new RawPeer(THEM, DomainLab.PORT, GATEWAY);
    private DomainLab lab;

    @AfterEach
    void close() {
        peer.close();
        lab.close();
        loop.close();
    }

    private void open(DomainConfigs.Lower lower, UnregisteredKeepalive manner) {
        lower.allowFrom(SUBNET.host(0) + "/24").unregisteredKeepalive(manner);
        lab = new DomainLab(loop, US, List.of(), List.of(lower.build())).start();
    }

    private static String keepalive() {
        String body = "<?xml version=\"1.0\"?>\r\n<Notify><CmdType>Keepalive</CmdType><SN>1</SN><DeviceID>" + LOWER
                + "</DeviceID><Status>OK</Status></Notify>\r\n";
        return "MESSAGE sip:" + SERVER + "@" + US + ":7100 SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + THEM + ":7100;rport;branch=z9hG4bK1\r\n"
                + "From: <sip:" + LOWER + "@" + THEM + ":7100>;tag=1\r\n"
                + "To: <sip:" + SERVER + "@" + US + ":7100>\r\n"
                + "Call-ID: 1\r\nCSeq: 1 MESSAGE\r\nMax-Forwards: 70\r\nExpires: 0\r\n"
                + "Content-Type: Application/MANSCDP+xml\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private DomainState state() {
        return lab.state("district");
    }

    private void isOnline() {
        // the 200 leaves before the binding is made, which may send to the peer itself
        await().untilAsserted(() -> assertThat(state()).isEqualTo(DomainState.ONLINE));
    }

    @Test
    @FieldReport(value = "wvp 2", part = "keepalives after our restart")
    void registersALowerWithoutAPasswordWhereItWouldNotRegisterByItself() {
        open(DomainConfigs.lower(), UnregisteredKeepalive.REGISTER);

        assertThat(peer.ask(keepalive()).status()).isEqualTo(200);

        isOnline();
        assertThat(lab.get(() -> lab.lower("district").peer().orElseThrow().authority()))
                .isEqualTo(THEM + ":7100");
        assertThat(peer.ask(keepalive()).status()).isEqualTo(200);
        assertThat(lab.heard()).containsExactly("online district");
        assertThat(lab.get(() -> lab.lower("district").counters().registrations()))
                .isOne();
    }

    @Test
    void registersNobodyByAKeepaliveWhereAPasswordIsAsked() {
        open(DomainConfigs.lower().password(PASSWORD), UnregisteredKeepalive.REGISTER);

        assertThat(peer.ask(keepalive()).status()).isEqualTo(403);
        assertThat(state()).isEqualTo(DomainState.OFFLINE);
    }

    @Test
    void leavesALiveLowerWhereItIsWhenAnotherAddressSendsItsKeepalive() {
        open(DomainConfigs.lower(), UnregisteredKeepalive.REGISTER);
        peer.ask(keepalive());
        isOnline();

        try (var other = new RawPeer(ELSEWHERE, GATEWAY)) {
            assertThat(other.ask(keepalive()).status()).isEqualTo(403);
        }
        assertThat(lab.get(() -> lab.lower("district").peer().orElseThrow().authority()))
                .isEqualTo(THEM + ":7100");
    }

    @Test
    @FieldReport(value = "wvp 2", part = "with a password")
    void challengesAKeepaliveWhoseCredentialsRegister() {
        open(DomainConfigs.lower().password(PASSWORD), UnregisteredKeepalive.CHALLENGE);

        Answer challenge = peer.ask(keepalive());
        assertThat(challenge.status()).isEqualTo(401);
        assertThat(peer.ask(DIGEST.sign(keepalive(), challenge, "wrong")).status())
                .isEqualTo(401);
        assertThat(state()).isEqualTo(DomainState.OFFLINE);

        Answer again = peer.ask(keepalive());
        assertThat(peer.ask(DIGEST.sign(keepalive(), again, PASSWORD)).status()).isEqualTo(200);
        isOnline();
    }

    @Test
    void asksForNoCredentialsWhereThereIsNoPassword() {
        open(DomainConfigs.lower(), UnregisteredKeepalive.CHALLENGE);

        assertThat(peer.ask(keepalive()).status()).isEqualTo(403);
    }

    @Test
    void answers404WhereThatIsWhatMakesItRegister() {
        open(DomainConfigs.lower(), UnregisteredKeepalive.NOT_FOUND);

        Answer answer = peer.ask(keepalive());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Warning").orElseThrow()).contains("send REGISTER first");
        assertThat(lab.observer.events()).contains("rejected district not-registered");
        assertThat(state()).isEqualTo(DomainState.OFFLINE);
    }
}
