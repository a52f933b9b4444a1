package cascade.gateway.admin.access;

/**
 * Account as it is configured.
 *
 * @param hash bcrypt hash of its password
 */
public record Account(String name, String hash, AccountRole role) {

    @Override
    public String toString() {
        return name + " (" + role.label() + ")";
    }
}
