package cascade.gateway.call.leg;

import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.transaction.ClientTransaction;

/**
 * State of the UAC dialog with a lower (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-13.2">RFC 3261
 * section 13.2</a>).
 *
 * <pre>
 *   Idle --INVITE--> Calling --2xx--> Answered --ACK--> Confirmed --BYE sent--> Ending --its answer--> Ended
 *                      |  |               |                 |                                          ^
 *                      |  `-------------- BYE of the lower -+------------------------------------------|
 *                      |--refused, no answer from the network------------------------------------------|
 *                      `--CANCEL, overdue--> Cancelling --refused, nothing, or 2xx: ACK, BYE-----------'
 * </pre>
 *
 * Its owner is through with it in Cancelling, Ending and Ended: from there on the leg settles with its peer alone.
 */
sealed interface LowerLegState {

    record Idle() implements LowerLegState {}

    /** The INVITE waits for its final response; the dialog is early. */
    record Calling(ClientTransaction invite, Dialog dialog) implements LowerLegState {}

    /** The 2xx has come, and its ACK is held back until the owner asks for it. */
    record Answered(ClientTransaction invite, Dialog dialog) implements LowerLegState {}

    record Confirmed(Dialog dialog) implements LowerLegState {}

    /** The INVITE was given up, which a 2xx may still cross. */
    record Cancelling(Dialog dialog) implements LowerLegState {}

    /** Our BYE waits for its answer; that of the lower may cross it. */
    record Ending(Dialog dialog) implements LowerLegState {}

    record Ended() implements LowerLegState {}
}
