package cascade.gateway.sip;

import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.util.Optional;

/**
 * Signalling authentication of the hop to one peer (信令认证, GB/T 28181-2022 8.3): seals messages as they leave and judges
 * those that come. A transaction belongs to one hop, and so do its CANCEL, its ACK and its answers. Called on the control
 * loop; must not block.
 */
public interface MessageSecurity {

    /** Nothing is sealed, all is believed. */
    MessageSecurity NONE = new MessageSecurity() {};

    /** A request of ours, all its other fields in place; a repetition has the seal of the first. */
    default SipRequest sealed(SipRequest request) {
        return request;
    }

    /** An answer of ours, all its other fields in place. */
    default SipResponse sealed(SipResponse response) {
        return response;
    }

    /** Why a message of the peer is not believed, in plain words; empty where it is. */
    default Optional<String> objection(SipMessage received) {
        return Optional.empty();
    }
}
