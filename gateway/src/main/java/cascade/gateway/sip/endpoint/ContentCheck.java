package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Check of a request's body and of the bodies that it takes in answer, by their headers (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-8.2.3">RFC 3261 section 8.2.3</a>): 415 tells what is
 * understood, 406 that the answer to an INVITE could only be SDP. Stateless.
 *
 * <p>Products label bodies carelessly; one that looks like what its method carries is taken for that.
 */
final class ContentCheck {

    /** The types that any of our methods understands. */
    static final String ACCEPT = "application/sdp, application/MANSCDP+xml";

    private static final String SDP = "application/sdp";
    private static final Set<String> MANSCDP_METHODS = Set.of("MESSAGE", "NOTIFY", "SUBSCRIBE");
    private static final Set<String> SDP_RANGES = Set.of(SDP, "application/*", "*/*");

    private ContentCheck() {}

    /** The refusal that the request's content earns, empty where it may pass. */
    static Optional<SipResponse.Builder> refusal(SipRequest request) {
        if (request.hasBody() && !isPlain(request)) {
            return Optional.of(SipResponse.to(request, 415).header("Accept-Encoding", "identity"));
        }
        if (request.hasBody() && !isUnderstood(request)) {
            return Optional.of(SipResponse.to(request, 415).header("Accept", ACCEPT));
        }
        if (request.is("INVITE") && !takesSdp(request)) {
            return Optional.of(SipResponse.to(request, 406));
        }
        return Optional.empty();
    }

    private static boolean isPlain(SipRequest request) {
        return values(request, "Content-Encoding").allMatch("identity"::equals);
    }

    private static boolean isUnderstood(SipRequest request) {
        String type = request.contentType().orElse("");
        if (type.isEmpty()) {
            return true;
        }
        if (request.is("INVITE")) {
            return type.equals(SDP) || startsWith(request.body(), 'v');
        }
        return !MANSCDP_METHODS.contains(request.method())
                || type.contains("xml")
                || type.contains("manscdp")
                || startsWith(request.body(), '<');
    }

    private static boolean startsWith(byte[] body, char wanted) {
        int at = 0;
        while (at < body.length && (body[at] <= ' ')) {
            at++; // blanks, and the bytes of a byte order mark
        }
        return at < body.length && body[at] == wanted;
    }

    private static boolean takesSdp(SipRequest request) {
        List<String> accepted = values(request, "Accept").toList();
        return request.header("Accept").isEmpty() || accepted.stream().anyMatch(SDP_RANGES::contains);
    }

    /** The values of all headers of that name, in lower case, without parameters. */
    private static Stream<String> values(SipRequest request, String name) {
        return request.headers().all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty());
    }
}
