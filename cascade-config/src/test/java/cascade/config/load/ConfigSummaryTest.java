package cascade.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.FieldReport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSummaryTest {

    @Test
    @FieldReport(value = "operator 6", part = "the summary")
    void showsNetworksAndDomainsInAlignedColumns() {
        String summary = ConfigSummary.render(Configs.load(Path.of("examples/nat")));

        assertThat(summary).isEqualTo("""
                gateway 37280600002000000001, admin 127.0.0.1:9180, state in var
                networks: 2
                  city      sip 172.16.0.7:7100 udp,tcp seen as 203.0.113.7  media 172.16.0.7 20000-20999 seen as 203.0.113.7
                  district  sip 192.168.1.1:7100 udp,tcp                     media 192.168.1.1 30000-39999
                upper domains: 1
                  city  37280000002000000001  at 198.51.100.10:7100  udp on city  standard  GB 2016  no password  media udp,tcp-passive,tcp-active  may all  maps nothing  sees district
                lower domains: 1
                  district  37280600002000000002  from 198.51.100.64/26  udp on district  standard  GB 2016  no password required  media udp  registers
                """);
    }

    @Test
    void writesIpv6AddressesInBracketsBesideAPort(@TempDir Path folder) throws IOException {
        Path file = Configs.write(folder, "all.conf", """
                gateway {
                  device-id = "37280600002000000001"
                  admin { bind = "::1" }
                  networks.six { sip { bind = "2001:DB8:91:0::7" }, media { ports = "20000-20999" } }
                }
                domains.city {
                  role = upper, network = six, device-id = "37280000002000000001", hosts = ["[2001:db8:80::187]:7100"]
                }
                """);

        assertThat(ConfigSummary.render(Configs.load(file)))
                .contains("admin [::1]:9180", "sip [2001:db8:91::7]:7100 udp,tcp", "media 2001:db8:91::7 20000-20999")
                .contains("at [2001:db8:80::187]:7100");
    }
}
