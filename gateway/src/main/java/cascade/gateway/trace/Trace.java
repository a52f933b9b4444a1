package cascade.gateway.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Copy of what is kept of a call, a stream or a domain. Immutable, any thread.
 *
 * @param parts the one asked for, then those joined to it: its stream, or its calls
 */
public record Trace(String id, List<Part> parts) {

    public Trace {
        parts = List.copyOf(parts);
    }

    /**
     * Entries of one subject, in the order in which they came.
     *
     * @param dropped how many more there were
     */
    public record Part(Subject subject, Instant started, Optional<End> end, List<TraceEntry> entries, int dropped) {

        public Part {
            entries = List.copyOf(entries);
        }
    }

    /**
     * End of a call or stream.
     *
     * @param status SIP status that answered its INVITE, 0 where none did
     */
    public record End(Instant at, String cause, int status, String detail) {}
}
