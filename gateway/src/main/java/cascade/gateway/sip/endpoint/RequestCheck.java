package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.util.Optional;
import java.util.Set;

/** What RFC 3261 section 8.2 asks of every UAS before it looks at the meaning of a request. */
final class RequestCheck {

    /** The methods that GB/T 28181 platforms exchange. */
    static final String ALLOW = "INVITE, ACK, BYE, CANCEL, INFO, OPTIONS, MESSAGE, REGISTER, SUBSCRIBE, NOTIFY";

    private static final Set<String> HANDLED =
            Set.of("INVITE", "BYE", "INFO", "OPTIONS", "MESSAGE", "REGISTER", "SUBSCRIBE", "NOTIFY");

    private static final Set<String> KNOWN_ELSEWHERE = Set.of("UPDATE", "PRACK", "REFER", "PUBLISH");

    private RequestCheck() {}

    /** The refusal that the request earns, empty where it may pass. */
    static Optional<SipResponse.Builder> refusal(SipRequest request) {
        if (!HANDLED.contains(request.method())) {
            int status = KNOWN_ELSEWHERE.contains(request.method()) ? 405 : 501;
            return Optional.of(SipResponse.to(request, status).header("Allow", ALLOW));
        }
        String required = String.join(", ", request.headers().all("Require"));
        if (!required.isBlank()) {
            return Optional.of(SipResponse.to(request, 420).header("Unsupported", required));
        }
        Optional<String> maxForwards = request.header("Max-Forwards");
        if (maxForwards.isPresent() && !maxForwards.get().matches("\\d{1,9}")) {
            return Optional.of(SipResponse.to(request, 400));
        }
        return ContentCheck.refusal(request);
    }
}
