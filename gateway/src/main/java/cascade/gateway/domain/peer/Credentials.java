package cascade.gateway.domain.peer;

import cascade.gateway.domain.security.PeerSecurity;
import cascade.gateway.sip.auth.DigestAnswer;
import cascade.gateway.sip.auth.DigestClient;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.util.Optional;

/**
 * Proofs of who we are to one peer: the security of the hop, and digest authentication. Control loop only.
 *
 * @param digest answers challenges; empty without a password
 */
public record Credentials(PeerSecurity security, Optional<DigestClient> digest) {

    /** The request again with a proof, by the hop's own security before digest. */
    DigestAnswer answer(SipRequest request, SipResponse challenge) {
        return security.answer(request, challenge)
                .<DigestAnswer>map(DigestAnswer.Retry::new)
                .or(() -> digest.map(client -> client.answer(request, challenge)))
                .orElseGet(() -> new DigestAnswer.GiveUp("no password is configured"));
    }

    /** Whether there is anything to answer a challenge with. */
    boolean canAnswer() {
        return digest.isPresent() || !security.equals(PeerSecurity.NONE);
    }
}
