package cascade.gateway.assessment;

import java.time.Instant;

/** Time from the beginning of a recorded file to its end. */
public record RecordedSpan(Instant from, Instant to) {}
