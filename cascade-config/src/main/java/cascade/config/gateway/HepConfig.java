package cascade.config.gateway;

import cascade.config.value.HostPort;
import cascade.config.value.Require;
import cascade.config.value.Secret;
import java.util.Optional;

/**
 * Capture agent that mirrors our SIP to a collector such as Homer, by HEPv3 over UDP.
 *
 * @param address of the collector; empty: nothing is sent
 * @param captureId our number as the collector shows it (chunk 0x000c)
 * @param node our name there (chunk 0x0013); "" sends none
 * @param password that the collector asks for (chunk 0x000e)
 * @param queue packets that may wait to be sent; further ones are dropped and counted
 */
public record HepConfig(Optional<HostPort> address, int captureId, String node, Optional<Secret> password, int queue) {

    public HepConfig {
        Require.atLeast("hep.capture-id", captureId, 0);
        Require.atLeast("hep.queue", queue, 1);
    }
}
