package cascade.config;

import java.time.Duration;

/** The lifetimes of registration that a lower is granted: what it asks for, brought within these bounds. */
public record LowerRegister(Duration minExpires, Duration maxExpires) {

    public LowerRegister {
        Require.positive("register.min-expires", minExpires);
        Require.ordered("register.min-expires", minExpires, maxExpires);
    }
}
