package cascade.gateway.sip.auth;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers the challenges of one peer. It sees only responses to requests that were sent to that peer, so a challenge in
 * an unsolicited message, or from elsewhere, never reaches the password.
 *
 * <p>Every exchange starts without credentials: cached ones made some platforms answer 400 to each refresh.
 */
public final class DigestClient {

    private final String username;
    private final String password;
    private final Set<DigestAlgorithm> known;
    private final Supplier<String> cnonces;
    private String lastNonce = "";
    private long nonceCount;

    /** Answers in every algorithm there is. */
    public DigestClient(String username, String password, Supplier<String> cnonces) {
        this(username, password, EnumSet.allOf(DigestAlgorithm.class), cnonces);
    }

    /**
     * @param known algorithms in which this peer is answered
     * @param cnonces a new random value at every call
     */
    public DigestClient(String username, String password, Set<DigestAlgorithm> known, Supplier<String> cnonces) {
        this.username = username;
        this.password = password;
        this.known = known;
        this.cnonces = cnonces;
    }

    /**
     * The first challenge that can be answered is (<a
     * href="https://datatracker.ietf.org/doc/html/rfc8760#section-2.4">RFC 8760 section 2.4</a>: they come in the order in which
     * the peer prefers them).
     *
     * @param request as given to the SIP side, with or without credentials
     * @param challenged its answer, 401 or 407
     */
    public DigestAnswer answer(SipRequest request, SipResponse challenged) {
        boolean proxy = challenged.status() == 407;
        String challengeHeader = proxy ? "Proxy-Authenticate" : "WWW-Authenticate";
        String credentialsHeader = proxy ? "Proxy-Authorization" : "Authorization";
        String problem = challengeHeader + ": missing";
        for (String value : challenged.headers().all(challengeHeader)) {
            try {
                DigestChallenge challenge = DigestChallenge.parse(value);
                if (known.contains(challenge.algorithm())) {
                    return answer(request, challenge, credentialsHeader);
                }
                problem =
                        challengeHeader + ": algorithm " + challenge.algorithm().token() + " is not answered here";
            } catch (DigestFormatException e) {
                problem = challengeHeader + ": " + e.getMessage();
            }
        }
        return new DigestAnswer.GiveUp(problem);
    }

    private DigestAnswer answer(SipRequest request, DigestChallenge challenge, String header) {
        if (request.header(header).isPresent() && !challenge.stale()) {
            return new DigestAnswer.GiveUp("user name or password refused");
        }
        DigestCredentials credentials = DigestCredentials.of(
                challenge, username, password, request.method(), request.uri().toString(), qop(challenge));
        return new DigestAnswer.Retry(request.toBuilder()
                .cseq(request.cseq().number() + 1)
                .replaceHeader(header, credentials.toHeader())
                .build());
    }

    private Optional<DigestCredentials.Qop> qop(DigestChallenge challenge) {
        if (!challenge.qopAuth()) {
            return Optional.empty();
        }
        nonceCount = challenge.nonce().equals(lastNonce) ? nonceCount + 1 : 1;
        lastNonce = challenge.nonce();
        return Optional.of(DigestCredentials.Qop.of(nonceCount, cnonces.get()));
    }
}
