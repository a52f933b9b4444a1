package cascade.gateway.call;

/** Carries a {@link Refused} through a Future. No stack trace: it is an outcome, not a fault. */
final class RefusedException extends Exception {

    private final transient Refused refused;

    RefusedException(Refused refused) {
        super(refused.text(), null, false, false);
        this.refused = refused;
    }

    Refused refused() {
        return refused;
    }
}
