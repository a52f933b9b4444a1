package cascade.gateway.trace.hep;

import cascade.config.gateway.HepConfig;
import cascade.config.value.HostPort;
import cascade.config.value.Secret;
import cascade.config.value.Transport;
import java.time.Duration;
import java.util.Optional;

/** HEP configurations with the limits that do not matter to a test. */
final class HepConfigs {

    private HepConfigs() {}

    static HepConfig to(Optional<HostPort> address, Transport transport, String node, Optional<Secret> password) {
        return new HepConfig(
                address,
                transport,
                2801,
                node,
                password,
                10_000,
                Duration.ofMillis(1),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                1_000);
    }
}
