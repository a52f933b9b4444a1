package cascade.gateway.domain.peer;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.address.IpFamily;
import cascade.config.value.HostPort;
import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.ControlLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {

    private final ControlLoop loop = new ControlLoop();
    private final Resolver resolver = Resolver.of(loop.vertx());

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void takesAnAddressAsItIsAtOnce() {
        assertThat(resolver.resolve(new HostPort("10.69.80.187", 7100), IpFamily.IPV4)
                        .result())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("10.69.80.187"), 7100));
    }

    @Test
    void looksUpANameOffTheLoop() {
        assertThat(loop.await(() -> resolver.resolve(new HostPort("localhost", 7100), IpFamily.IPV4)))
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 7100));
    }

    @ParameterizedTest
    @CsvSource({"IPV4, 192.0.2.7", "IPV6, 2001:db8::7"})
    void takesTheAddressOfANameThatItsNetworkCanReach(IpFamily family, String expected) {
        Resolver both = Resolver.of(
                loop.vertx(), name -> addresses("fe80::7", "192.0.2.7", "2001:db8::7", "192.0.2.8", "2001:db8::8"));

        assertThat(loop.await(() -> both.resolve(new HostPort("city.example", 7100), family)))
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral(expected), 7100));
    }

    @ParameterizedTest
    @CsvSource({"IPV4, 2001:db8::7, IPv4", "IPV6, 192.0.2.7, IPv6", "IPV6, fe80::7, IPv6"})
    void saysThatANameHasNoneThatItsNetworkCanReach(IpFamily family, String only, String word) {
        Resolver one = Resolver.of(loop.vertx(), name -> addresses(only));

        assertThat(loop.awaitFailure(() -> one.resolve(new HostPort("city.example", 7100), family)))
                .hasMessage(
                        "host name city.example has no " + word + " address (expected: one, or the address itself)");
    }

    private static InetAddress[] addresses(String... texts) {
        return Stream.of(texts).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    @Test
    @FieldReport(value = "operator 6", part = "an unknown host")
    void saysInASentenceThatANameIsUnknown() {
        assertThat(loop.awaitFailure(() -> resolver.resolve(new HostPort("nowhere.invalid", 7100), IpFamily.IPV4)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("host name nowhere.invalid is not known to this machine's resolver"
                        + " (expected: a name in DNS or /etc/hosts)");
    }
}
