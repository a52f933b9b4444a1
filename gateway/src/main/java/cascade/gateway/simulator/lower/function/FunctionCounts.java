package cascade.gateway.simulator.lower.function;

import java.util.Optional;

/**
 * Counters of what a simulated lower was asked, beside catalog and media.
 *
 * @param requests that name one of its functions, subscriptions included
 * @param refused of these, on SIP
 * @param answers parts of answers that the upper took
 * @param answersNotTaken parts that it did not take
 * @param subscriptions to alarms and positions, now
 * @param notifications sent by NOTIFY or MESSAGE: alarms, positions, results
 * @param alarms of these
 * @param alarmResponses that came to alarms by MESSAGE
 * @param lastCommand the last control that a camera took, in words
 */
public record FunctionCounts(
        long requests,
        long refused,
        long answers,
        long answersNotTaken,
        int subscriptions,
        long notifications,
        long alarms,
        long alarmResponses,
        Optional<String> lastCommand) {}
