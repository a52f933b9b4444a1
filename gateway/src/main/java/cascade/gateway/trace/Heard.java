package cascade.gateway.trace;

import cascade.gateway.sip.TappedMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Message in the ring. Its peer has a place for it; its bytes belong to its call where there is one, else to its peer, and
 * go with their owner. Control loop only.
 */
final class Heard {

    /** What a message takes beside its bytes: the objects that hold it, its addresses and its time; rather too much. */
    static final int PLACE_BYTES = 448;

    private final String callId;
    private final int bytes;
    private TraceEntry.@Nullable Message message;
    private boolean ofCall;

    Heard(TappedMessage wire, String callId) {
        this.callId = callId;
        this.bytes = wire.bytes().length;
        this.message = new TraceEntry.Message(wire, callId);
    }

    String callId() {
        return callId;
    }

    /** What its owner pays for it. */
    int bytes() {
        return bytes;
    }

    boolean isOfCall() {
        return ofCall;
    }

    void giveToCall() {
        ofCall = true;
    }

    /** Empty once its call has been dropped. */
    Optional<TraceEntry.Message> message() {
        return Optional.ofNullable(message);
    }

    void forget() {
        message = null;
    }
}
