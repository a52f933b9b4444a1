package cascade.gateway.trace;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Message in the ring. Its peer has a place for it; its bytes belong to its call where there is one, else to its peer, and
 * go with their owner. Some thousand come in a second and stay for minutes, so it is one small object. Control loop only.
 */
final class Heard implements CallTrace.Kept {

    /** What a message takes beside its bytes: this object and its places in the rings; rather too much. */
    static final int PLACE_BYTES = 128;

    private static final int FORGOTTEN = -1;

    private final MessageMemory memory;
    private final int length;
    private final long atNanos;
    private final boolean received;
    private final ListeningPoint local;
    private final SipPeer peer;
    private final String domain;
    private final int callIdHash;
    private int block;
    private boolean ofCall;

    /**
     * @param peer the other end, as one object for all messages of it
     * @param callId its Call-ID, empty where none can be found in it
     */
    Heard(MessageMemory memory, TappedMessage wire, SipPeer peer, String callId) {
        this.memory = memory;
        this.length = wire.bytes().length;
        this.atNanos = ChronoUnit.NANOS.between(Instant.EPOCH, wire.at());
        this.received = wire.direction() == Direction.RECEIVED;
        this.local = wire.local();
        this.peer = peer;
        this.domain = wire.domain();
        this.callIdHash = callId.hashCode();
        this.block = memory.put(wire.bytes());
    }

    boolean isOf(String callId) {
        return callIdHash == callId.hashCode()
                && message().filter(read -> read.callId().equals(callId)).isPresent();
    }

    /** What its owner pays for its bytes. */
    int bytes() {
        return MessageMemory.sizeOf(length);
    }

    boolean isOfCall() {
        return ofCall;
    }

    void giveToCall() {
        ofCall = true;
    }

    /** A copy; empty once its owner has let it go. */
    Optional<TraceEntry.Message> message() {
        if (block == FORGOTTEN) {
            return Optional.empty();
        }
        byte[] bytes = memory.get(block, length);
        var wire = new TappedMessage(
                received ? Direction.RECEIVED : Direction.SENT,
                local,
                peer,
                domain,
                Instant.ofEpochSecond(0, atNanos),
                bytes);
        return Optional.of(new TraceEntry.Message(wire, CallIdField.of(bytes)));
    }

    /** Lets its bytes go; told by its owner. */
    void forget() {
        if (block != FORGOTTEN) {
            memory.free(block);
            block = FORGOTTEN;
        }
    }
}
