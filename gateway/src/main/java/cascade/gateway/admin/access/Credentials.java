package cascade.gateway.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Credentials of a request. */
public sealed interface Credentials {

    /**
     * Name and password (<a href="https://datatracker.ietf.org/doc/html/rfc7617">RFC 7617</a>), also those of a form.
     */
    record Password(String name, String password) implements Credentials {
        @Override
        public String toString() {
            return name + ":***";
        }
    }

    /** Bearer token (<a href="https://datatracker.ietf.org/doc/html/rfc6750#section-2.1">RFC 6750 section 2.1</a>). */
    record Bearer(String token) implements Credentials {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** What a header field Authorization holds; empty where it is neither of the two or not readable. */
    static Optional<Credentials> of(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        String[] parts = authorization.strip().split(" +", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(new Bearer(parts[1].strip()));
            case "basic" -> basic(parts[1].strip());
            default -> Optional.empty();
        };
    }

    private static Optional<Credentials> basic(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Password(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
