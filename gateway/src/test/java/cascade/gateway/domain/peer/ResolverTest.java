package cascade.gateway.domain.peer;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.value.HostPort;
import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.ControlLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolverTest {

    private final ControlLoop loop = new ControlLoop();
    private final Resolver resolver = Resolver.of(loop.vertx());

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void takesAnAddressAsItIsAtOnce() {
        assertThat(resolver.resolve(new HostPort("10.69.80.187", 7100)).result())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("10.69.80.187"), 7100));
    }

    @Test
    void looksUpANameOffTheLoop() {
        assertThat(loop.await(() -> resolver.resolve(new HostPort("localhost", 7100))))
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 7100));
    }

    @Test
    @FieldReport(value = "operator 6", part = "an unknown host")
    void saysInASentenceThatANameIsUnknown() {
        assertThat(loop.awaitFailure(() -> resolver.resolve(new HostPort("nowhere.invalid", 7100))))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("host name nowhere.invalid is not known to this machine's resolver"
                        + " (expected: a name in DNS or /etc/hosts)");
    }
}
