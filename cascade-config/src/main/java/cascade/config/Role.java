package cascade.config;

/** On which side of us a domain stands. */
public enum Role {
    UPPER,
    LOWER
}
