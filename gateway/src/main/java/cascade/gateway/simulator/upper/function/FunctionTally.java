package cascade.gateway.simulator.upper.function;

/**
 * Counters of what a simulated upper asked for, beside catalogs and media.
 *
 * @param asked requests
 * @param answered of these, whole
 * @param errors of the answered, with Result ERROR
 * @param refused on SIP
 * @param unanswered in time
 * @param surplus Responses that nobody asked for, or that came twice or late
 * @param subscriptions to alarms and positions, now
 * @param alarms received
 * @param alarmResponses sent and taken
 * @param positions received, of devices and of PTZ heads
 * @param otherReports received
 */
public record FunctionTally(
        long asked,
        long answered,
        long errors,
        long refused,
        long unanswered,
        long surplus,
        int subscriptions,
        long alarms,
        long alarmResponses,
        long positions,
        long otherReports) {

    public static final FunctionTally NOTHING = new FunctionTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Whether everything that was asked has been answered once, and nothing with ERROR. */
    public boolean isGood() {
        return answered == asked && errors == 0 && surplus == 0;
    }
}
