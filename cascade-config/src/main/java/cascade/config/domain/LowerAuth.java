package cascade.config.domain;

import cascade.config.value.Require;
import cascade.config.value.Secret;
import java.util.Optional;

/**
 * Digest challenge (<a href="https://datatracker.ietf.org/doc/html/rfc2617">RFC 2617</a>) of a lower's REGISTER, and
 * the password that it must know.
 */
public record LowerAuth(boolean required, Optional<Secret> password) {

    public LowerAuth {
        Require.that(!required || password.isPresent(), "auth.password", "none", "a password where one is required");
    }
}
