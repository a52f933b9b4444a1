package cascade.config;

import cascade.config.gateway.MediaBinding;
import cascade.config.gateway.SipBinding;
import cascade.config.value.Require;

/**
 * Network as configured, a network card or security zone: where we listen on it and what we tell its peers about that.
 */
public record NetworkConfig(String name, SipBinding sip, MediaBinding media) {

    public NetworkConfig {
        Require.text("network", name);
    }
}
