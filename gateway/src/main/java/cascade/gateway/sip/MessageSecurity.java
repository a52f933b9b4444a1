package cascade.gateway.sip;

import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.util.Optional;

/**
 * Signalling authentication of one hop (信令认证, GB/T 28181-2022 8.3): seals messages as they leave and judges those that
 * come. What is judged has been read and belongs to no transaction yet. Called on the control loop; must not block.
 */
public interface MessageSecurity {

    /** Nothing is sealed, all is believed. */
    MessageSecurity NONE = new MessageSecurity() {
        @Override
        public SipRequest sealed(SipRequest request, SipPeer to) {
            return request;
        }

        @Override
        public SipResponse sealed(SipResponse response, SipPeer to) {
            return response;
        }

        @Override
        public Optional<String> objection(SipMessage received, SipPeer source) {
            return Optional.empty();
        }
    };

    /** A request of ours, all its other fields in place; a repetition has the seal of the first. */
    SipRequest sealed(SipRequest request, SipPeer to);

    /** An answer of ours, all its other fields in place. */
    SipResponse sealed(SipResponse response, SipPeer to);

    /** Why a message is not believed, in plain words; empty where it is. */
    Optional<String> objection(SipMessage received, SipPeer source);
}
