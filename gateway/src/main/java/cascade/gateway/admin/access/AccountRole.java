package cascade.gateway.admin.access;

import cascade.monitoring.Label;

/** Role of an account: what it may do beyond looking. */
public enum AccountRole implements Label {
    /** Reads all that there is, and changes nothing. */
    READ_ONLY,
    /** Changes what can be changed as well. */
    OPERATOR
}
