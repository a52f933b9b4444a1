package cascade.config.domain;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Keepalive to an upper (GB/T 28181-2016 9.6).
 *
 * @param maxMissed keepalives in a row without 200 after which the upper counts as offline
 * @param maxFailing failing devices that one keepalive names; zero: it names none
 */
public record UpperKeepalive(Duration interval, int maxMissed, int maxFailing) {

    public UpperKeepalive {
        Require.positive("keepalive.interval", interval);
        Require.atLeast("keepalive.max-failing", maxFailing, 0);
        Require.atLeast("keepalive.max-missed", maxMissed, 1);
    }
}
