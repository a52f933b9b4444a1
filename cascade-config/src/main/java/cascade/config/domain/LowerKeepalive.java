package cascade.config.domain;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Watch over a lower platform's signs of life.
 *
 * @param timeout silent longer than this: offline
 * @param probeTimeout how long each of the two requests waits that ask a suspect lower whether it is there
 */
public record LowerKeepalive(Duration timeout, Duration probeTimeout) {

    public LowerKeepalive {
        Require.positive("keepalive.timeout", timeout);
        Require.positive("keepalive.probe-timeout", probeTimeout);
    }
}
