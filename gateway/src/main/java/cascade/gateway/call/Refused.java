package cascade.gateway.call;

import cascade.monitoring.CallCause;

/**
 * Why a viewer does not get its stream, and how that is said: decided where it happens.
 *
 * @param status the SIP status for the upper
 * @param cause for metrics, API and log
 * @param text plain words for the Warning header
 * @param retryAfterSeconds for a Retry-After header, 0 for none
 * @param reason the lower's own Reason header, empty where it gave none
 */
record Refused(int status, CallCause cause, String text, int retryAfterSeconds, String reason) {

    Refused(int status, CallCause cause, String text) {
        this(status, cause, text, 0, "");
    }
}
