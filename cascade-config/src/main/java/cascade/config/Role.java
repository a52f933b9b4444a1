package cascade.config;

/** Role of a domain in the cascade: above us or below. */
public enum Role {
    UPPER,
    LOWER
}
