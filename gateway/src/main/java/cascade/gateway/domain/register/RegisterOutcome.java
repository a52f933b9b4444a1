package cascade.gateway.domain.register;

import cascade.address.IpText;
import cascade.config.value.HostPort;
import cascade.gateway.domain.peer.PeerText;
import cascade.gateway.domain.status.FailureKind;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.Via;
import cascade.monitoring.RegistrationResult;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Outcome of a REGISTER of ours. */
sealed interface RegisterOutcome {

    /** A longer one is no minimum but a mistake: without a refresh for so long nobody would notice a restart. */
    Duration LONGEST_LEAST = Duration.ofDays(7);

    /** @param granted the lifetime, what we asked for where the upper does not say */
    record Accepted(Duration granted) implements RegisterOutcome {}

    /** A 423: only a lifetime of at least that is accepted (RFC 3261 section 10.2.8), which is longer than was asked for. */
    record TooBrief(Duration least) implements RegisterOutcome {}

    /**
     * A 302 (注册重定向, GB/T 28181-2022 9.1.2.3, <a
     * href="https://datatracker.ietf.org/doc/html/rfc3261#section-8.1.3.4">RFC 3261 section 8.1.3.4</a>).
     *
     * @param id of the platform there
     * @param lasts how long it holds; what we asked for where the upper does not say
     */
    record Redirected(String id, HostPort target, Duration lasts) implements RegisterOutcome {}

    /**
     * @param temporary whether trying again soon may help: the upper is overloaded or not there, not against us
     */
    record Failed(RegistrationResult result, int status, boolean temporary, String error) implements RegisterOutcome {

        FailureKind kind() {
            return switch (result) {
                case TIMEOUT -> FailureKind.TIMEOUT;
                case UNREACHABLE -> FailureKind.UNREACHABLE;
                case ACCEPTED, CHALLENGED, REMOVED, REJECTED ->
                    status == 401 || status == 407 ? FailureKind.PASSWORD : FailureKind.REFUSED;
            };
        }
    }

    /** Stage of our authentication when the answer came. */
    enum Proof {
        SENT("user name or password refused"),
        NOT_SENT("a challenge that we cannot answer"),
        NO_PASSWORD("no password is configured");

        private final String text;

        Proof(String text) {
            this.text = text;
        }
    }

    static RegisterOutcome of(AsyncResult<SipResponse> outcome, Optional<NameAddr> ours, Duration asked, Proof proof) {
        return outcome.succeeded() ? of(outcome.result(), ours, asked, proof) : ofNoAnswer(outcome.cause());
    }

    /** @param ours the Contact that was registered */
    static RegisterOutcome of(SipResponse response, Optional<NameAddr> ours, Duration asked, Proof proof) {
        int status = response.status();
        if (status < 300) {
            int seconds = granted(response, ours).orElse(0);
            return new Accepted(seconds > 0 ? Duration.ofSeconds(seconds) : asked);
        }
        OptionalInt least = response.seconds("Min-Expires");
        if (status == 423
                && least.orElse(0) > asked.toSeconds()
                && least.getAsInt() <= LONGEST_LEAST.toSeconds()
                && !asked.isZero()) {
            return new TooBrief(Duration.ofSeconds(least.getAsInt()));
        }
        Optional<HostPort> target = status == 302 ? target(response) : Optional.empty();
        if (target.isPresent() && !asked.isZero()) {
            String id = response.contact().map(contact -> contact.uri().user()).orElse("");
            int lasts = response.expires(response.contact()).orElse(0);
            return new Redirected(id, target.get(), lasts > 0 ? Duration.ofSeconds(lasts) : asked);
        }
        boolean temporary = status >= 500 || status == 408 || status == 480;
        return new Failed(RegistrationResult.REJECTED, status, temporary, explain(response, proof));
    }

    /** Of all Contacts that the upper keeps for our id, ours counts; where it names none of ours, what it says for all. */
    private static OptionalInt granted(SipResponse response, Optional<NameAddr> ours) {
        Optional<NameAddr> named = response.contacts().stream()
                .filter(contact -> ours.isPresent()
                        && contact.uri().isSameAddress(ours.get().uri()))
                .findFirst();
        boolean foreign = named.isEmpty() && response.contacts().size() > 1;
        return foreign ? response.seconds("Expires") : response.expires(named);
    }

    /** Where the first Contact leads, if that can be an address at all. */
    private static Optional<HostPort> target(SipResponse response) {
        return response.contact().map(NameAddr::uri).flatMap(uri -> {
            try {
                return Optional.of(new HostPort(
                        IpText.bareHost(uri.host()), uri.explicitPort().orElse(Via.DEFAULT_PORT)));
            } catch (IllegalArgumentException unusable) {
                return Optional.empty();
            }
        });
    }

    static Failed ofNoAnswer(Throwable cause) {
        RegistrationResult result =
                cause instanceof SipTimeoutException ? RegistrationResult.TIMEOUT : RegistrationResult.UNREACHABLE;
        return new Failed(result, 0, true, String.valueOf(cause.getMessage()));
    }

    private static String explain(SipResponse response, Proof proof) {
        String answer = "REGISTER answered " + response.status() + " " + PeerText.shown(response.reason());
        return switch (response.status()) {
            case 302 ->
                answer
                        + response.contact()
                                .map(NameAddr::uri)
                                .map(uri ->
                                        ": redirected to " + PeerText.shown(uri.toString()) + ", which is no address")
                                .orElse(": redirected to nowhere, it has no Contact");
            case 401, 407 -> answer + ": " + proof.text;
            case 403, 404 -> answer + ": our id is unknown there, or not permitted";
            default -> answer;
        };
    }
}
