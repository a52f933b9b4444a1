package cascade.gateway.sip;

/** No answer, or no ACK, within its time. Carries no stack trace: it is an outcome, not a fault. */
public final class SipTimeoutException extends Exception {

    public SipTimeoutException(String what) {
        super(what, null, false, false);
    }
}
