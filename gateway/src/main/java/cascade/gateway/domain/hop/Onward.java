package cascade.gateway.domain.hop;

import cascade.gateway.sip.message.SipRequest;
import java.util.Optional;

/**
 * Header fields that a request takes along from one domain to the next, as they are to be there. Immutable, any thread.
 *
 * @param maxForwards hops that are left to it
 * @param visited gateways that it has visited, us among them
 * @param user on whose behalf it is sent
 * @param path platforms that it is to take; empty where we choose
 */
public record Onward(
        Optional<Integer> maxForwards, Optional<String> visited, Optional<String> user, Optional<RoutePath> path) {

    /** Nothing: a request of our own. */
    public static final Onward NONE =
            new Onward(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same by way of these platforms; without such a header where that is none. */
    public Onward by(RoutePath chosen) {
        return new Onward(maxForwards, visited, user, chosen.isEmpty() ? Optional.empty() : Optional.of(chosen));
    }

    /** Puts them into a request that has none of them. */
    public SipRequest.Builder into(SipRequest.Builder request) {
        return request.header("Max-Forwards", maxForwards.map(String::valueOf))
                .header(VisitedGateways.HEADER, visited)
                .header(UserIdentity.HEADER, user)
                .header(PreferredPath.HEADER, path.map(RoutePath::toString));
    }
}
