package cascade.gateway.media.relay.leg;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.SourceCheck;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtcpSourcePolicyTest {

    private static final InetSocketAddress EXPECTED = at("10.1.0.5", 6001);

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private static RtcpSourcePolicy peer(SourceCheck check) {
        RtcpSourcePolicy peer = new RtcpSourcePolicy(check);
        peer.expect(EXPECTED);
        return peer;
    }

    @ParameterizedTest
    @CsvSource({
        "STRICT,     10.1.0.5, 6001, false, ",
        "STRICT,     10.1.0.5, 6003, true,  FOREIGN_ADDRESS",
        "LEARN_ONCE, 10.1.0.5, 6001, false, ",
        "LEARN_ONCE, 10.1.0.5, 6003, true,  ",
        "LEARN_ONCE, 10.1.0.5, 6003, false, FOREIGN_SSRC",
        "LEARN_ONCE, 10.1.0.6, 6001, true,  FOREIGN_ADDRESS",
        "OFF,        10.1.0.6, 9,    false, ",
    })
    void judgesTheFirstReport(
            SourceCheck check, String host, int port, boolean namesOurSsrc, @Nullable DropReason expected) {
        assertThat(peer(check).judge(at(host, port), namesOurSsrc)).isEqualTo(expected);
    }

    @Test
    void sendsToTheExpectedAddressUntilItHearsFromAnother() {
        RtcpSourcePolicy peer = peer(SourceCheck.LEARN_ONCE);
        assertThat(peer.target()).isEqualTo(EXPECTED);

        assertThat(peer.judge(at("10.1.0.5", 6003), true)).isNull();

        assertThat(peer.target()).isEqualTo(at("10.1.0.5", 6003));
        assertThat(peer.judge(at("10.1.0.5", 6005), true)).as("learned once").isEqualTo(DropReason.FOREIGN_ADDRESS);
    }

    @Test
    void takesTheExpectedAddressInThePlaceOfALearnedOneAtAnyTime() {
        RtcpSourcePolicy peer = peer(SourceCheck.LEARN_ONCE);
        assertThat(peer.judge(at("10.1.0.5", 6003), true)).isNull();

        assertThat(peer.judge(EXPECTED, false)).isNull();

        assertThat(peer.target()).isEqualTo(EXPECTED);
        assertThat(peer.judge(at("10.1.0.5", 6003), true)).isEqualTo(DropReason.FOREIGN_ADDRESS);
    }

    @Test
    void knowsNobodyBeforeTheAnswer() {
        RtcpSourcePolicy peer = new RtcpSourcePolicy(SourceCheck.OFF);

        assertThat(peer.judge(EXPECTED, true)).isEqualTo(DropReason.BEFORE_ANSWER);
        assertThat(peer.target()).isNull();
    }

    @Test
    void livesBesidesTheRtpPort() {
        assertThat(RtcpSourcePolicy.besides(at("10.1.0.5", 6000))).isEqualTo(EXPECTED);
        assertThat(RtcpSourcePolicy.besides(at("10.1.0.5", 65_535)).getPort()).isEqualTo(65_535);
    }
}
