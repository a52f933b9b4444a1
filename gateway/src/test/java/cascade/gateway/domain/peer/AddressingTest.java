package cascade.gateway.domain.peer;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.DomainConfig;
import cascade.gateway.domain.DomainConfigs;
import cascade.gateway.domain.DomainLab;
import cascade.gateway.domain.Peers;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import org.junit.jupiter.api.Test;

class AddressingTest {

    private static final String CHANNEL = "37280601411319001158";
    private final ListeningPoint local = DomainLab.point("10.69.80.187");
    private final SipPeer peer = Peers.udp("10.69.91.7", 7100);

    @Test
    void writesAddressesAsHikvisionDoes() {
        Addressing uris = of(DomainConfigs.lower().build());

        assertThat(uris.requestUri(CHANNEL, peer)).hasToString("sip:" + CHANNEL + "@10.69.91.7:7100");
        assertThat(uris.theirs(CHANNEL, peer)).hasToString("sip:" + CHANNEL + "@10.69.91.7:7100");
        assertThat(uris.ours(local)).hasToString("sip:37280000000000000000@10.69.80.187:7100");
        assertThat(uris.contact(local)).hasToString("<sip:37280000000000000000@10.69.80.187:7100>");
    }

    @Test
    void writesTheTenDigitDomainAsCamerasDo() {
        Addressing uris = of(DomainConfigs.lower().sipDomain("3402000000").build());

        assertThat(uris.requestUri(CHANNEL, peer)).hasToString("sip:" + CHANNEL + "@3402000000");
        assertThat(uris.theirs(CHANNEL, peer)).hasToString("sip:" + CHANNEL + "@3402000000");
        assertThat(uris.ours(local)).hasToString("sip:37280000000000000000@3402000000");
        assertThat(uris.contact(local))
                .as("a Contact has to be reachable")
                .hasToString("<sip:37280000000000000000@10.69.80.187:7100>");
    }

    @Test
    void writesAddressesIntoRequestLinesAloneWhereThePeerWantsThem() {
        Addressing uris = of(DomainConfigs.lower()
                .sipDomain("3402000000")
                .requestUriByAddress()
                .build());

        assertThat(uris.requestUri(CHANNEL, peer)).hasToString("sip:" + CHANNEL + "@10.69.91.7:7100");
        assertThat(uris.theirs(CHANNEL, peer)).hasToString("sip:" + CHANNEL + "@3402000000");
    }

    @Test
    void namesTcpInTheContact() {
        Addressing uris = of(DomainConfigs.upper().tcp().build());

        assertThat(uris.contact(local)).hasToString("<sip:37280600000000000000@10.69.80.187:7100;transport=tcp>");
    }

    private static Addressing of(DomainConfig config) {
        return Addressing.of(config);
    }
}
