package cascade.config.gateway;

/** Role of an account of the admin side: what it may do beyond looking. */
public enum AdminRole {
    /** Reads all that there is, and changes nothing. */
    READ_ONLY,
    /** Changes what can be changed over HTTP as well. */
    OPERATOR
}
