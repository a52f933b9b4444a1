package cascade.gateway.domain.security;

import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.util.Optional;

/**
 * Security of the hop to one peer, beyond digest authentication: every place at which GB/T 28181 8.3 and level A of GB 35114
 * take part in the signalling, of REGISTERs here and of all other messages by {@link MessageSecurity}. What an implementation
 * leaves out stays as digest has it. The handshake of GB 35114 ({@code
 * Capability}, {@code Unidirection}, {@code Bidirection}, {@code SecurityInfo}) is not built: it takes certificates and keys
 * that only the operator's authority gives out. Control loop only.
 */
public interface PeerSecurity extends MessageSecurity {

    /** Digest authentication of REGISTERs and nothing else. */
    PeerSecurity NONE = new PeerSecurity() {};

    /** Our REGISTER before it leaves without credentials: GB 35114 A names its abilities here. */
    default SipRequest registering(SipRequest register) {
        return register;
    }

    /** Our REGISTER again, behind a 401 that digest has no answer to; empty where there is none here either. */
    default Optional<SipRequest> answer(SipRequest register, SipResponse challenge) {
        return Optional.empty();
    }

    /** Our answer to a lower's REGISTER that asks for another proof than digest; empty where digest is to judge it. */
    default Optional<SipResponse.Builder> challenge(SipRequest register, SipResponse.Builder unauthorized) {
        return Optional.empty();
    }
}
