package cascade.config.gateway;

import cascade.config.value.Secret;

/**
 * Account of the admin side.
 *
 * @param hash bcrypt hash of its password in modular crypt format, {@code $2b$...}
 */
public record AdminAccount(String name, Secret hash, AdminRole role) {}
