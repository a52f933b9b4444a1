package cascade.gateway.call.sdp;

import cascade.config.GatewayConfig;
import cascade.gateway.testkit.ConfigText;

/** Configurations for tests, as an operator would write them. */
public final class CallConfigs {

    private static final String USUAL = """
            gateway {
              device-id = "37280600002000000001"
              networks {
                city     { sip { bind = "10.69.91.7" }, media { ports = "20000-20999", advertise = "203.0.113.7" } }
                district { sip { bind = "192.168.1.1" }, media { ports = "30000-30999" } }
                six      { sip { bind = "2001:db8:91::7" }, media { ports = "40000-40999" } }
                loopback { sip { bind = "127.0.0.1" }, media { ports = "40000-40999" } }
              }
            }
            domains.city {
              role = upper, network = city, device-id = "37280000002000000001", hosts = ["10.69.80.187:7100"]
            }
            domains.district {
              role = lower, network = district, device-id = "37280600002000000002"
            }
            """;

    private CallConfigs() {}

    public static GatewayConfig of(String more) {
        return ConfigText.load(USUAL + more);
    }
}
