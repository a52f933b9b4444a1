package cascade.monitoring;

/** End of an attempt to sign in on the admin side. */
public enum SignInResult implements Label {
    /** Name and password, or the token, are right. */
    ACCEPTED,
    /** They are not. */
    REFUSED,
    /** Nobody looked at them: the address has guessed too often, or too many are being checked. */
    SLOWED
}
