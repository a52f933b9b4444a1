package cascade.gateway.sip.message;

/** The guard or the grammar turned a message away. */
final class RefusedException extends Exception {

    private final Refusal refusal;

    RefusedException(Refusal refusal, String what) {
        super(what, null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
