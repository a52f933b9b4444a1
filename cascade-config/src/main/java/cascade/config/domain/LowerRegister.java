package cascade.config.domain;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Bounds of the registration lifetime that a lower is granted (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-10.3">RFC 3261 section 10.3</a>, step 7): what it asks
 * for, brought within them.
 */
public record LowerRegister(Duration minExpires, Duration maxExpires) {

    public LowerRegister {
        Require.positive("register.min-expires", minExpires);
        Require.ordered("register.min-expires", minExpires, maxExpires);
    }
}
