package cascade.gateway.sip.auth;

/** A digest header that cannot be used; the message says which parameter and why, and holds no secret. */
public final class DigestFormatException extends Exception {

    DigestFormatException(String what) {
        super(what, null, false, false);
    }
}
