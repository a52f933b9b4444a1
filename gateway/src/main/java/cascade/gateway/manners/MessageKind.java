package cascade.gateway.manners;

import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Kind of a message as its first bytes tell it; of ours only those that the peer's next is compared with. */
enum MessageKind {
    REGISTER("REGISTER "),
    INVITE("INVITE "),
    SUBSCRIBE("SUBSCRIBE "),
    NOTIFY("NOTIFY "),
    MESSAGE("MESSAGE "),
    ANSWER("SIP/2.0 "),
    OTHER_REQUEST(""),
    OUR_INVITE("INVITE "),
    OUR_REFUSAL("SIP/2.0 4");

    private static final MessageKind[] THEIRS = {REGISTER, INVITE, SUBSCRIBE, NOTIFY, MESSAGE, ANSWER, OTHER_REQUEST};
    private static final MessageKind[] OURS = {OUR_INVITE, OUR_REFUSAL};

    /** Shorter ones are keep-alives of NAT bindings (RFC 5626 section 3.5.1). */
    private static final int SHORTEST_MESSAGE = 16;

    @SuppressWarnings("ImmutableEnumChecker") // never written
    private final byte[] start;

    MessageKind(String start) {
        this.start = start.getBytes(StandardCharsets.US_ASCII);
    }

    /** Empty for what is not worth a look. */
    static Optional<MessageKind> of(TappedMessage wire) {
        if (wire.bytes().length < SHORTEST_MESSAGE) {
            return Optional.empty();
        }
        for (MessageKind kind : wire.direction() == Direction.RECEIVED ? THEIRS : OURS) {
            if (kind.begins(wire.bytes())) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private boolean begins(byte[] bytes) {
        for (int i = 0; i < start.length; i++) {
            if (bytes[i] != start[i]) {
                return false;
            }
        }
        return true;
    }
}
