package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.simulator.PlatformAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PlatformAddressConverterTest {

    private final PlatformAddressConverter converter = new PlatformAddressConverter();

    @Test
    void readsIdHostAndPort() {
        assertThat(converter.convert("37280600000000000000@127.0.0.1:7100"))
                .isEqualTo(PlatformAddress.of("37280600000000000000", "127.0.0.1", 7100));
    }

    @Test
    void readsAnIpv6AddressInBrackets() {
        PlatformAddress read = converter.convert("37280600000000000000@[2001:DB8:0::7]:7100");

        assertThat(read).isEqualTo(PlatformAddress.of("37280600000000000000", "2001:db8::7", 7100));
        assertThat(read.authority()).isEqualTo("[2001:db8::7]:7100");
    }

    @Test
    void saysHowAnIpv6AddressIsWritten() {
        assertThatThrownBy(() -> converter.convert("37280600000000000000@2001:db8::7:7100"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("ID@[2001:db8::1]:7100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "127.0.0.1:7100", "3728@127.0.0.1", "3728@127.0.0.1:0", "a b@127.0.0.1:7100", "1@h:99999"})
    void refusesWhatIsNoPlatform(String text) {
        assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
