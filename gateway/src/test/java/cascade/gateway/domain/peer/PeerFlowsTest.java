package cascade.gateway.domain.peer;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.LowerDomainConfig;
import cascade.gateway.domain.DomainConfigs;
import cascade.gateway.domain.FakeSip;
import cascade.gateway.domain.Peers;
import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.Via;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where requests in a dialog go: field cases F17, F18 and F36. */
class PeerFlowsTest {

    private static final SipPeer HOST = Peers.udp("198.51.100.2", 7100);
    private static final SipPeer TCP_HOST = Peers.tcp("198.51.100.2", 7100);
    private static final SipPeer CONNECTION = Peers.tcp("198.51.100.2", 47_397);
    private static final SipPeer NEWER = Peers.tcp("198.51.100.2", 47_398);

    private final FakeSip sip = new FakeSip();
    private Optional<SipPeer> known = Optional.empty();
    private Optional<SipPeer> configured = Optional.empty();

    private PeerFlows flows(DomainConfigs.Lower builder) {
        LowerDomainConfig config = builder.build();
        return new PeerFlows(() -> config, sip, () -> known, () -> configured);
    }

    private static SipRequest invite() {
        return SipRequest.builder("INVITE", SipUri.of("37280601411319001158", "198.51.100.2", 7100))
                .via(new Via("UDP", "192.0.2.1", 7100, Map.of()))
                .from(NameAddr.tagged(SipUri.of("37280000000000000000", "192.0.2.1", 7100), "1"))
                .to(NameAddr.of(SipUri.of("37280601411319001158", "198.51.100.2", 7100)))
                .callId("c")
                .build();
    }

    private static Dialog dialog(String contactAuthority) {
        SipResponse ok = SipResponse.to(invite(), 200)
                .toTag("2")
                .contact(NameAddr.of(SipUri.ofAuthority("37280600000000000000", contactAuthority)))
                .build();
        return Dialog.ofClient(invite(), ok, "district");
    }

    @Test
    void overUdpItIsTheKnownAddressThenTheConfiguredHost() {
        known = Optional.of(Peers.udp("198.51.100.9", 40_000));
        configured = Optional.of(HOST);
        assertThat(flows(DomainConfigs.lower()).of(dialog("10.0.0.1:5060")))
                .containsExactly(Peers.udp("198.51.100.9", 40_000), HOST);
    }

    @Test
    @FieldReport("F36")
    @FieldReport(value = "F37", part = "follow-contact")
    void theContactIsFollowedOnlyWhereTheQuirkSaysSo() {
        known = Optional.of(Peers.udp("198.51.100.2", 35_060));
        assertThat(flows(DomainConfigs.lower()).of(dialog("198.51.100.2:7100")))
                .containsExactly(Peers.udp("198.51.100.2", 35_060));
        assertThat(flows(DomainConfigs.lower().followContact()).of(dialog("198.51.100.2:7100")))
                .startsWith(HOST);
    }

    @Test
    void aContactThatIsNoAddressIsNotFollowed() {
        known = Optional.of(HOST);
        PeerFlows flows = flows(DomainConfigs.lower().followContact());
        assertThat(flows.of(dialog("3728000000"))).containsExactly(HOST);
        assertThat(flows.of(dialog("198.51.100.7:0"))).containsExactly(HOST);
        // nor one that its network does not reach
        assertThat(flows.of(dialog("[2001:db8::2]:7100"))).containsExactly(HOST);
    }

    @Test
    void overTcpTheNewestOpenConnectionOfThePeerComesFirst() {
        known = Optional.of(TCP_HOST);
        PeerFlows flows = flows(DomainConfigs.lower().tcp());
        flows.note(CONNECTION);
        flows.note(NEWER);
        sip.connected.add(CONNECTION);
        sip.connected.add(NEWER);
        assertThat(flows.of(dialog("1.2.3.4:5060"))).containsExactly(NEWER, TCP_HOST);

        sip.connected.remove(NEWER);
        assertThat(flows.of(dialog("1.2.3.4:5060"))).containsExactly(TCP_HOST);
    }

    @Test
    void thePortOfAClosedConnectionComesAfterTheConfiguredHost() {
        known = Optional.of(CONNECTION);
        configured = Optional.of(TCP_HOST);
        PeerFlows flows = flows(DomainConfigs.lower().tcp());
        assertThat(flows.of(dialog("1.2.3.4:5060"))).containsExactly(TCP_HOST, CONNECTION);
        sip.connected.add(CONNECTION);
        assertThat(flows.of(dialog("1.2.3.4:5060"))).containsExactly(CONNECTION, TCP_HOST);
    }

    @Test
    void theConfiguredHostIsTriedAgainWhereItsStandingConnectionTurnsOutToBeGone() {
        known = Optional.of(TCP_HOST);
        configured = Optional.of(TCP_HOST);
        sip.connected.add(TCP_HOST);
        assertThat(flows(DomainConfigs.lower().tcp()).of(dialog("1.2.3.4:5060")))
                .containsExactly(TCP_HOST, TCP_HOST);
    }

    @Test
    void aConnectionOfAPeerThatIsSpokenToOverUdpIsNoFlow() {
        known = Optional.of(HOST);
        sip.connected.add(CONNECTION);
        PeerFlows flows = flows(DomainConfigs.lower());
        flows.note(CONNECTION);
        assertThat(flows.of(dialog("1.2.3.4:5060"))).containsExactly(HOST);
    }

    @Test
    @FieldReport(value = "F18", part = "a connection that turns out to be gone")
    void aRequestWhoseConnectionFailsGoesOverTheNextFlow() {
        ClientTransaction transaction = FlowTransaction.send(
                invite(), List.of(CONNECTION, TCP_HOST), (each, to) -> sip.send(each, to, Optional.empty()));
        FakeClientTransaction first = sip.last();
        assertThat(first.peer()).isEqualTo(CONNECTION);

        first.failToSend();

        assertThat(sip.last()).isNotSameAs(first);
        assertThat(transaction.peer()).isEqualTo(TCP_HOST);
        sip.last().answer(200);
        assertThat(transaction.response().result().status()).isEqualTo(200);
    }

    @Test
    void aRequestThatNoFlowTakesFails() {
        ClientTransaction transaction = FlowTransaction.send(
                invite(), List.of(CONNECTION, TCP_HOST), (each, to) -> sip.send(each, to, Optional.empty()));
        sip.last().failToSend();
        sip.last().failToSend();
        assertThat(transaction.response().cause()).isInstanceOf(SipTransportException.class);
    }

    @Test
    void aSilentPeerIsNotAskedTwice() {
        ClientTransaction transaction = FlowTransaction.send(
                invite(), List.of(CONNECTION, TCP_HOST), (each, to) -> sip.send(each, to, Optional.empty()));
        sip.last().timeOut();
        assertThat(transaction.response().failed()).isTrue();
        assertThat(sip.sent).hasSize(1);
    }
}
