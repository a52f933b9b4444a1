package cascade.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class SipPeerTest {

    @Test
    void anAuthorityIsWrittenAsAUriNeedsIt() {
        assertThat(new SipPeer("lan", SipTransport.UDP, new InetSocketAddress("10.69.91.7", 7100)))
                .hasToString("UDP 10.69.91.7:7100");
        assertThat(new SipPeer("lan", SipTransport.TCP, new InetSocketAddress("2001:db8::7", 7100)).authority())
                .isEqualTo("[2001:db8::7]:7100");
    }

    @Test
    void aNameThatWouldHaveToBeResolvedIsNoAddress() {
        InetSocketAddress name = InetSocketAddress.createUnresolved("platform.example", 5060);
        assertThatThrownBy(() -> new SipPeer("lan", SipTransport.UDP, name))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
