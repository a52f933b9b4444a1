package cascade.gateway.explain.fault;

import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Text;
import java.util.function.Consumer;

/**
 * Fault of a cascade.
 *
 * @param cause that an explanation must name
 * @param upper who asks, by name
 * @param channel by the id that is asked for
 * @param callCause how the call ends in {@code /calls/recent}, empty where there is none or it runs
 * @param ladder what the ladder of that call shows, empty where there is none
 * @param symptom what an operator sees
 * @param injected how the test brings it about
 * @param inject does so; returns at once or when the peers are where the fault begins
 */
record Fault(
        Cause cause,
        String upper,
        String channel,
        String callCause,
        String ladder,
        Text symptom,
        Text injected,
        Consumer<FaultyCity> inject) {

    @Override
    public String toString() {
        return cause.label() + " (" + upper + ", " + channel + ")";
    }
}
