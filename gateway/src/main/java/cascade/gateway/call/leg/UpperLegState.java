package cascade.gateway.call.leg;

import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Promise;

/**
 * State of the UAS dialog with an upper (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-13.3">RFC 3261
 * section 13.3</a>).
 *
 * <pre>
 *   Proceeding --2xx--> Answered --ACK--> Confirmed --BYE sent--> Ending --its answer--> Ended
 *       |                  |   |              |                                            ^
 *       |                  |   `-- end --> Unacknowledged --ACK, or none: BYE sent--> Ending
 *       |                  |                  |                                            |
 *       `-- refused, CANCEL, BYE of the upper in any state ---------------------------------'
 * </pre>
 *
 * Its owner is through with it in Unacknowledged, Ending and Ended.
 */
sealed interface UpperLegState {

    /** The INVITE waits for our final answer; the dialog is early. */
    record Proceeding(ServerTransaction invite) implements UpperLegState {}

    /** Our 2xx is repeated until its ACK. */
    record Answered(ServerTransaction invite) implements UpperLegState {}

    record Confirmed() implements UpperLegState {}

    /**
     * The call has ended, but a callee must not send BYE before the ACK to its 2xx, or the end of waiting for it (section
     * 15).
     *
     * @param ended completed with the BYE that follows
     */
    record Unacknowledged(ServerTransaction invite, Promise<Void> ended) implements UpperLegState {}

    /** Our BYE waits for its answer; that of the upper may cross it. */
    record Ending() implements UpperLegState {}

    record Ended() implements UpperLegState {}
}
