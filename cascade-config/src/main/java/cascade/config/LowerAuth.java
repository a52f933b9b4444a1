package cascade.config;

import java.util.Optional;

/** Whether a lower's REGISTER is challenged with 401, and the password it must know. */
public record LowerAuth(boolean required, Optional<Secret> password) {

    public LowerAuth {
        Require.that(!required || password.isPresent(), "auth.password", "none", "a password where one is required");
    }
}
