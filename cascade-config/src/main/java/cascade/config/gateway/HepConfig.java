package cascade.config.gateway;

import cascade.config.value.HostPort;
import cascade.config.value.Require;
import cascade.config.value.Secret;
import cascade.config.value.Transport;
import java.time.Duration;
import java.util.Optional;

/**
 * Capture agent that mirrors our SIP and RTCP to a collector such as Homer, by HEPv3.
 *
 * @param address of the collector; empty: nothing is sent
 * @param transport UDP: a datagram a packet; TCP: one connection, in which packets follow each other
 * @param captureId our number as the collector shows it (chunk 0x000c)
 * @param node our name there (chunk 0x0013); "" sends none
 * @param password that the collector asks for (chunk 0x000e)
 * @param queue packets that may wait to be sent; further ones are dropped and counted
 * @param gather how long packets wait for each other, so that few system calls take them all
 * @param timeout how long a connection may take to stand, or to take more; then it is given up
 * @param retry after it was given up or the name was not found; packets of that time are dropped
 * @param rtcpRate RTCP packets a second at most; 0: none
 */
public record HepConfig(
        Optional<HostPort> address,
        Transport transport,
        int captureId,
        String node,
        Optional<Secret> password,
        int queue,
        Duration gather,
        Duration timeout,
        Duration retry,
        int rtcpRate) {

    public HepConfig {
        Require.atLeast("hep.capture-id", captureId, 0);
        Require.atLeast("hep.queue", queue, 1);
        Require.notNegative("hep.gather", gather);
        Require.positive("hep.timeout", timeout);
        Require.positive("hep.retry", retry);
        Require.atLeast("hep.rtcp-rate", rtcpRate, 0);
    }
}
