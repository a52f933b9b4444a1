package cascade.gateway.sip.auth;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Demands and checks the credentials of one lower platform.
 *
 * <p>A nonce is good for a minute and for one source. Without qop it is good for one request; with qop every request
 * needs a higher {@code nc}. Credentials that are right but for the age of their nonce are challenged again with {@code
 * stale=true}. Wrong ones are counted ({@link AuthFailures}), but only where they carry a nonce of ours: nobody can get
 * another's address blocked by forging it.
 */
public final class DigestServer {

    private static final DigestVerdict TOO_MANY = new DigestVerdict.Refused(403, "too many wrong passwords, try later");

    private final String realm;
    private final List<DigestAlgorithm> algorithms;
    private final boolean offerQop;
    private final NonceMint mint;
    private final UsedNonces used;
    private final AuthFailures failures;

    /**
     * @param realm our domain
     * @param failures of all platforms together
     * @param secret random, of this process alone
     * @param nanoTime a clock that never goes back
     */
    public DigestServer(
            String realm, DigestSettings settings, AuthFailures failures, byte[] secret, LongSupplier nanoTime) {
        this.realm = realm;
        this.algorithms = settings.algorithms();
        this.offerQop = settings.offerQop();
        this.mint = new NonceMint(realm, secret, settings.nonceLife(), nanoTime);
        this.used = new UsedNonces(settings.maxUsedNonces(), settings.nonceLife(), nanoTime);
        this.failures = failures;
    }

    /**
     * @param source whence the request came
     * @param registered whether the platform is registered from there now: it is never refused for what others behind its
     *     address do, unless its own password is wrong
     */
    public DigestVerdict verify(SipRequest request, InetSocketAddress source, boolean registered, String password) {
        boolean blocked = failures.isBlocked(source, aor(request));
        if (blocked && !registered) {
            return TOO_MANY;
        }
        DigestVerdict verdict = verdict(request, source, password);
        boolean wrong = verdict instanceof DigestVerdict.Challenged challenged && challenged.failed();
        return blocked && wrong ? TOO_MANY : verdict;
    }

    private static String aor(SipRequest request) {
        return request.from().uri().user();
    }

    private DigestVerdict verdict(SipRequest request, InetSocketAddress source, String password) {
        Optional<DigestCredentials> ours = Optional.empty();
        for (String header : request.headers().all("Authorization")) {
            if (!AuthParams.isDigest(header)) {
                continue;
            }
            try {
                DigestCredentials credentials = DigestCredentials.parse(header);
                if (credentials.realm().equals(realm)) {
                    ours = Optional.of(credentials);
                }
            } catch (DigestFormatException e) {
                return new DigestVerdict.Refused(400, "Authorization: " + e.getMessage());
            }
        }
        return ours.map(credentials -> verify(credentials, request, source, password))
                .orElseGet(() -> challenge(source.getAddress(), false, "no credentials for our realm"));
    }

    private DigestVerdict verify(
            DigestCredentials credentials, SipRequest request, InetSocketAddress address, String password) {
        InetAddress source = address.getAddress();
        if (!algorithms.contains(credentials.algorithm())) {
            return challenge(source, false, "an algorithm that was not offered");
        }
        boolean right = isSameTarget(credentials.uri(), request.uri()) && credentials.prove(password, request.method());
        NonceMint.Age age = mint.age(credentials.nonce(), source);
        if (!right) {
            if (age != NonceMint.Age.FOREIGN) {
                failures.failed(address, aor(request));
            }
            return challenge(source, true, "wrong user name or password");
        }
        if (age != NonceMint.Age.FRESH || !used.tryUse(credentials.nonce(), count(credentials))) {
            return new DigestVerdict.Challenged(newChallenges(source, true), false, "nonce used or too old");
        }
        failures.succeeded(address, aor(request));
        return new DigestVerdict.Accepted();
    }

    /** Without nc one use is the last: no later one is higher than the highest. */
    private static long count(DigestCredentials credentials) {
        return credentials.qop().map(DigestCredentials.Qop::count).orElse(Long.MAX_VALUE);
    }

    private DigestVerdict challenge(InetAddress source, boolean failed, String reason) {
        return new DigestVerdict.Challenged(newChallenges(source, false), failed, reason);
    }

    /** One nonce serves all: only one of them is answered. */
    private List<DigestChallenge> newChallenges(InetAddress source, boolean stale) {
        String nonce = mint.mint(source);
        return algorithms.stream()
                .map(algorithm -> new DigestChallenge(realm, nonce, Optional.empty(), offerQop, algorithm, stale))
                .toList();
    }

    /** Compares the user parts alone: products write domain or address into the one and the other. */
    private static boolean isSameTarget(String digestUri, SipUri requestUri) {
        String rest = digestUri.substring(digestUri.indexOf(':') + 1);
        int at = rest.indexOf('@');
        return at < 0 || requestUri.user().isEmpty() || rest.substring(0, at).equals(requestUri.user());
    }
}
