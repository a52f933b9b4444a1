package cascade.gateway.domain.peer;

import cascade.gateway.domain.security.PeerSecurity;
import cascade.gateway.sip.auth.DigestAnswer;
import cascade.gateway.sip.auth.DigestClient;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.util.Optional;

/** Answer of a UAC to the challenges of one peer: the hop's own security first, then digest. Control loop only. */
@FunctionalInterface
public interface Credentials {

    DigestAnswer answer(SipRequest request, SipResponse challenge);

    /** @return empty where there is nothing to answer with */
    static Optional<Credentials> of(PeerSecurity security, Optional<DigestClient> digest) {
        if (digest.isEmpty() && !security.isActive()) {
            return Optional.empty();
        }
        return Optional.of((request, challenge) -> security.answer(request, challenge)
                .<DigestAnswer>map(DigestAnswer.Retry::new)
                .orElseGet(() -> digest.map(client -> client.answer(request, challenge))
                        .orElseGet(() -> new DigestAnswer.GiveUp("no password is configured"))));
    }
}
