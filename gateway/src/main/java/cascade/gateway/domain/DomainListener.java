package cascade.gateway.domain;

/**
 * Hears of changes of one role's domains, on the control loop.
 *
 * @param <D> the role
 */
public interface DomainListener<D extends Domain> {

    /** It was offline and can be spoken to now. */
    default void onOnline(D domain) {}

    /**
     * A lower that was online registered anew, with another Call-ID: it may have restarted and lost its subscriptions.
     * Some products do so at every refresh.
     */
    default void onRegisteredAnew(D domain) {}

    /** It was online and no longer is; told once. */
    default void onOffline(D domain, OfflineReason reason) {}
}
