package cascade.gateway.domain;

import cascade.config.DomainConfig;
import cascade.gateway.domain.status.OfflineReason;

/**
 * Observer of one role's domains. Called on the control loop.
 *
 * @param <D> the role
 */
public interface DomainListener<D extends Domain> {

    /** It was added to the configuration while we run; not told of those that are there from the start. */
    default void onAdded(D domain) {}

    /** Its configuration changed while we run; {@code config()} answers the new one. Identity (role, network, id) stays. */
    default void onReconfigured(D domain, DomainConfig old) {}

    /** It is no longer configured, and leaves now; told before it goes offline, so that its calls can be ended with BYE. */
    default void onRemoved(D domain) {}

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
