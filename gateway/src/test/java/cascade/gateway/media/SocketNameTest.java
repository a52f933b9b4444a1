package cascade.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketNameTest {

    private static final InetAddress IPV4 = InetAddress.ofLiteral("10.69.91.7");
    private static final InetAddress IPV6 = InetAddress.ofLiteral("2001:db8::1");

    static Stream<SocketName> names() {
        return Stream.of(
                SocketName.udp(IPV4, 20_000),
                SocketName.udp(IPV6, 65_535),
                SocketName.listener(IPV4, 20_002),
                SocketName.listener(InetAddress.ofLiteral("0.0.0.0"), 20_002),
                SocketName.connection(new InetSocketAddress(IPV4, 20_002), new InetSocketAddress(IPV4, 9)),
                SocketName.connection(new InetSocketAddress(IPV6, 20_002), new InetSocketAddress(IPV6, 40_000)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameIsReadAsItWasWrittenAndTakesNoColon(SocketName name) {
        assertThat(SocketName.parse(name.text())).contains(name);
        assertThat(name.text()).doesNotContain(":").matches("[!-~]{1,255}");
    }

    @Test
    void aNameSaysWhatASocketIs() {
        assertThat(SocketName.udp(IPV6, 20_000).text()).isEqualTo("udp/2001_db8__1/20000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "udp",
                "udp/10.0.0.1",
                "udp/10.0.0.1/x",
                "udp/host/20000",
                "tcp/10.0.0.1/20000",
                "tcp/10.0.0.1/20000/10.0.0.2/",
                "udp/10.0.0.1/123456",
                "udp/10.0.0.1/20000/1",
                "sctp/10.0.0.1/20000"
            })
    void namesOfOthersAreNoneOfOurs(String text) {
        assertThat(SocketName.parse(text)).isEmpty();
    }
}
