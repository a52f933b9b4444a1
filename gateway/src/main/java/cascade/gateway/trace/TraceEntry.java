package cascade.gateway.trace;

import cascade.gateway.sip.TappedMessage;
import java.time.Instant;

/** Entry of a trace. Immutable. */
public sealed interface TraceEntry {

    Instant at();

    /**
     * A SIP message as it was on the wire.
     *
     * @param callId its Call-ID, empty where none can be found in it
     */
    record Message(TappedMessage wire, String callId) implements TraceEntry {

        @Override
        public Instant at() {
            return wire.at();
        }
    }

    /** @param detail for people; may be empty */
    record Note(Instant at, Milestone what, String detail) implements TraceEntry {}
}
