package cascade.gateway.assembly.reload;

import cascade.config.GatewayConfig;
import java.util.function.Supplier;

/**
 * Configuration in force: the one holder that everybody asks at the time of use, so that nobody keeps an old one. Asked
 * from any thread, replaced on the control loop by a reload.
 */
public final class LiveConfig implements Supplier<GatewayConfig> {

    private volatile GatewayConfig config;

    public LiveConfig(GatewayConfig config) {
        this.config = config;
    }

    @Override
    public GatewayConfig get() {
        return config;
    }

    void replace(GatewayConfig next) {
        config = next;
    }
}
