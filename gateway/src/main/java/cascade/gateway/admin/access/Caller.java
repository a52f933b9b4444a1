package cascade.gateway.admin.access;

import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param account its name; empty where none was asked for
 */
public record Caller(Optional<String> account, AccountRole role) {

    /** Name of who comes with the bearer token. */
    static final String TOKEN = "token";

    /** Whoever reaches a server without accounts. */
    public static final Caller ANYBODY = new Caller(Optional.empty(), AccountRole.OPERATOR);

    static Caller of(Account account) {
        return new Caller(Optional.of(account.name()), account.role());
    }

    public boolean mayChange() {
        return role == AccountRole.OPERATOR;
    }
}
