package cascade.gateway.media.relay.leg;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.SourceCheck;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePolicyTest {

    private static final InetSocketAddress SDP = at("10.1.0.5", 6000);
    private static final int ANNOUNCED = 100_007_399;
    private static final int PS = 96;

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private static SourcePolicy policy(SourceCheck check, String... networks) {
        SourcePolicy policy = new SourcePolicy(
                check, List.of(networks).stream().map(AddressBlock::parse).toList());
        policy.expect(SDP, ANNOUNCED, Set.of(PS, 98));
        return policy;
    }

    /**
     * The first packet of a stream, by where it comes from and what it carries. The peer's network is 10.2.0.0/16,
     * outside the host that its SDP names.
     */
    @ParameterizedTest
    @CsvSource({
        // check, host, port, ssrc, type, expected
        "STRICT,     10.1.0.5, 6000, 100007399, 96, ",
        "STRICT,     10.1.0.5, 6000, 5,         40, ",
        "STRICT,     10.1.0.5, 6002, 100007399, 96, FOREIGN_ADDRESS",
        "STRICT,     10.2.0.5, 6000, 100007399, 96, FOREIGN_ADDRESS",
        "STRICT,     10.9.0.5, 6000, 100007399, 96, FOREIGN_ADDRESS",
        "LEARN_ONCE, 10.1.0.5, 6000, 100007399, 96, ",
        "LEARN_ONCE, 10.1.0.5, 6000, 5,         40, ",
        "LEARN_ONCE, 10.1.0.5, 6002, 100007399, 98, ",
        "LEARN_ONCE, 10.1.0.5, 6002, 0,         96, ",
        "LEARN_ONCE, 10.1.0.5, 6002, 5,         96, FOREIGN_SSRC",
        "LEARN_ONCE, 10.1.0.5, 6002, 100007399, 40, FOREIGN_PAYLOAD_TYPE",
        "LEARN_ONCE, 10.2.0.5, 7000, 100007399, 96, ",
        "LEARN_ONCE, 10.2.0.5, 7000, 0,         96, FOREIGN_SSRC",
        "LEARN_ONCE, 10.2.0.5, 7000, 5,         96, FOREIGN_SSRC",
        "LEARN_ONCE, 10.2.0.5, 7000, 100007399, 40, FOREIGN_PAYLOAD_TYPE",
        "LEARN_ONCE, 10.9.0.5, 6000, 100007399, 96, FOREIGN_ADDRESS",
        "OFF,        10.9.0.5, 7000, 5,         40, ",
    })
    void judgesTheFirstPacket(
            SourceCheck check, String host, int port, int ssrc, int type, @Nullable DropReason expected) {
        SourcePolicy policy = policy(check, "10.2.0.0/16");

        assertThat(policy.judge(at(host, port), ssrc, type)).isEqualTo(expected);
        assertThat(policy.confirmed()).isEqualTo(expected == null ? at(host, port) : null);
    }

    @Test
    void knowsNobodyBeforeTheAnswer() {
        SourcePolicy policy = new SourcePolicy(SourceCheck.OFF, List.of());

        assertThat(policy.judge(SDP, ANNOUNCED, PS)).isEqualTo(DropReason.BEFORE_ANSWER);
    }

    @Test
    void learnsOnlyTheHostOfTheSdpWhenNoNetworkIsGiven() {
        SourcePolicy policy = policy(SourceCheck.LEARN_ONCE);

        assertThat(policy.judge(at("10.2.0.5", 6000), ANNOUNCED, PS)).isEqualTo(DropReason.FOREIGN_ADDRESS);
        assertThat(policy.judge(at("10.1.0.5", 9), ANNOUNCED, PS)).isNull();
    }

    @Test
    void learnsAnyPayloadTypeWhenNoneWasNegotiated() {
        SourcePolicy policy = new SourcePolicy(SourceCheck.LEARN_ONCE, List.of());
        policy.expect(SDP, ANNOUNCED, Set.of());

        assertThat(policy.judge(at("10.1.0.5", 9), ANNOUNCED, 40)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"6000", "6002"})
    void neverLearnsAgainOnceConfirmed(int confirmedPort) {
        SourcePolicy policy = policy(SourceCheck.LEARN_ONCE, "0.0.0.0/0");
        assertThat(policy.judge(at("10.1.0.5", confirmedPort), ANNOUNCED, PS)).isNull();

        assertThat(policy.judge(at("10.1.0.5", 6004), ANNOUNCED, PS)).isEqualTo(DropReason.FOREIGN_ADDRESS);
        assertThat(policy.judge(at("10.2.0.5", 6000), ANNOUNCED, PS)).isEqualTo(DropReason.FOREIGN_ADDRESS);
        assertThat(policy.judge(at("10.1.0.5", confirmedPort), 77, 8))
                .as("the source may change SSRC and type")
                .isNull();
    }

    @Test
    void takesTheExactAddressInThePlaceOfALearnedOneAtAnyTime() {
        SourcePolicy policy = policy(SourceCheck.LEARN_ONCE);
        assertThat(policy.judge(at("10.1.0.5", 6002), ANNOUNCED, PS)).isNull();

        assertThat(policy.judge(SDP, 5, 40)).isNull();

        assertThat(policy.confirmed()).isEqualTo(SDP);
        assertThat(policy.takeMoved()).isTrue();
        assertThat(policy.judge(at("10.1.0.5", 6002), ANNOUNCED, PS)).isEqualTo(DropReason.FOREIGN_ADDRESS);
    }

    @Test
    void keepsALearnedAddressWhenTheNextAnswerSaysTheSame() {
        SourcePolicy policy = policy(SourceCheck.LEARN_ONCE);
        assertThat(policy.judge(at("10.1.0.5", 6002), ANNOUNCED, PS)).isNull();

        policy.expect(SDP, ANNOUNCED, Set.of(PS));

        assertThat(policy.confirmed()).isEqualTo(at("10.1.0.5", 6002));
    }

    @Test
    void opensTheAddressAgainForANewAnswer() {
        SourcePolicy policy = policy(SourceCheck.LEARN_ONCE);
        assertThat(policy.judge(SDP, ANNOUNCED, PS)).isNull();

        policy.expect(at("10.1.0.6", 8000), 5, Set.of(PS));

        assertThat(policy.confirmed()).isNull();
        assertThat(policy.judge(SDP, ANNOUNCED, PS)).isEqualTo(DropReason.FOREIGN_ADDRESS);
        assertThat(policy.judge(at("10.1.0.6", 8000), 5, PS)).isNull();
    }
}
