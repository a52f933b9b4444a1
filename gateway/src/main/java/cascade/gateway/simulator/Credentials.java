package cascade.gateway.simulator;

/**
 * User name and password for digest challenges (<a href="https://datatracker.ietf.org/doc/html/rfc2617">RFC 2617</a>).
 */
public record Credentials(String username, String password) {

    @Override
    public String toString() {
        return "credentials of " + username;
    }
}
