package cascade.config;

import cascade.address.IpFamily;
import cascade.config.gateway.MediaBinding;
import cascade.config.gateway.SipBinding;
import cascade.config.value.IpAddress;
import cascade.config.value.Require;

/**
 * Network as configured, a network card or security zone: where we listen on it and what we tell its peers about that.
 */
public record NetworkConfig(String name, SipBinding sip, MediaBinding media) {

    public NetworkConfig {
        Require.text("network", name);
    }

    /** The family of all its addresses, and of all peers that are reached over it. */
    public IpFamily family() {
        return IpAddress.family(sip.bind());
    }
}
