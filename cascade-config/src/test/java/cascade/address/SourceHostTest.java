package cascade.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceHostTest {

    @ParameterizedTest
    @CsvSource({
        "10.69.91.7, 10.69.91.8, false",
        "10.69.91.7, 10.69.91.7, true",
        "2001:db8:1:2::7, 2001:db8:1:2:aaaa::8, true",
        "2001:db8:1:2::7, 2001:db8:1:3::7, false",
    })
    void addressesOfOneLinkAreOneHost(String one, String other, boolean same) {
        assertThat(SourceHost.of(InetAddress.ofLiteral(one)).equals(SourceHost.of(InetAddress.ofLiteral(other))))
                .isEqualTo(same);
    }
}
