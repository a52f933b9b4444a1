package cascade.gateway.simulator;

/** What answers a digest challenge (RFC 2617). */
public record Credentials(String username, String password) {

    @Override
    public String toString() {
        return "credentials of " + username;
    }
}
