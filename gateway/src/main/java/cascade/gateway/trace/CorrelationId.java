package cascade.gateway.trace;

import java.time.Instant;

/**
 * Correlation id under which a collector finds all legs of a call: the id of its stream, or of the call itself where it came
 * to none, and when the gateway started, since ids begin anew with each start.
 *
 * @param started when the gateway started
 */
public record CorrelationId(Instant started) {

    /** {@code s2.1764359781}. */
    public String of(String streamOrCall) {
        return streamOrCall + "." + started.getEpochSecond();
    }

    /** Of a whole trace. */
    public String of(Trace trace) {
        return of(trace.parts().stream()
                .map(Trace.Part::subject)
                .filter(subject -> subject.side() == Side.LOWER)
                .map(Subject::id)
                .findFirst()
                .orElse(trace.id()));
    }
}
