package cascade.gateway.subscription;

import cascade.gateway.sip.dialog.Dialog;

/**
 * States of a subscription of ours.
 *
 * <pre>
 *   Idle --> Due --> Asking -------> Active ---.  in time: refreshed in its dialog
 *    ^        ^       |  |   2xx      |  ^-----'
 *    |        |       |  |            |
 *    |     Waiting &lt;--'--|------------'  481, no answer, NOTIFY terminated
 *    |    (back-off)     |
 *    '- - - - - - -      '-> Unsupported  489, 405, 501: the peer has no such event package
 * </pre>
 */
sealed interface SubscriberState {

    /** The peer is offline, or nobody wants the subscription. */
    record Idle() implements SubscriberState {}

    /** A SUBSCRIBE outside a dialog waits for its turn. */
    record Due() implements SubscriberState {}

    /** A SUBSCRIBE outside a dialog is on its way, or the one that ends its predecessor. */
    record Asking() implements SubscriberState {}

    /** @param event as it was asked for; a refresh repeats it */
    record Active(Dialog dialog, String event) implements SubscriberState {}

    /** Lost or refused; the next try is on the timer. */
    record Waiting() implements SubscriberState {}

    /** The peer knows no such event package; asked again when it is online anew. */
    record Unsupported() implements SubscriberState {}
}
