package cascade.config.domain;

import cascade.config.value.Require;
import cascade.config.value.Secret;
import java.util.Optional;

/**
 * Our credentials at an upper (<a href="https://datatracker.ietf.org/doc/html/rfc2617">RFC 2617</a>).
 *
 * @param password empty when the upper is not expected to ask for one
 */
public record UpperAuth(String username, Optional<Secret> password) {

    public UpperAuth {
        Require.text("auth.username", username);
    }
}
