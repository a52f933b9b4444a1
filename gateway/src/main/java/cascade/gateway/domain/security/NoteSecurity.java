package cascade.gateway.domain.security;

import cascade.gateway.gb.GbDate;
import cascade.gateway.sip.auth.SignallingDigest;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signalling authentication by Note and Date (信令认证, GB/T 28181-2016 8.3, GB/T 28181-2022 8.3) with a secret that both
 * sides know. A session does not end because a message in it is not believed, as the standard has it: whoever can send one
 * datagram would end any call. Control loop only.
 */
final class NoteSecurity implements PeerSecurity {

    private static final String DATE = "Date";

    private final SignallingDigest digest;
    private final String secret;
    private final Duration window;
    private final boolean required;
    private final InstantSource clock;

    /**
     * @param window how far a Date may be from our time
     * @param required whether a message without a Note is not believed
     */
    NoteSecurity(SignallingDigest digest, String secret, Duration window, boolean required, InstantSource clock) {
        this.digest = digest;
        this.secret = secret;
        this.window = window;
        this.required = required;
        this.clock = clock;
    }

    @Override
    public SipRequest sealed(SipRequest request) {
        if (isExempt(request)) {
            return request;
        }
        String date = dateOf(request);
        return request.toBuilder()
                .replaceHeader(DATE, date)
                .header(SignallingDigest.HEADER, digest.note(request, date, secret))
                .build();
    }

    @Override
    public SipResponse sealed(SipResponse response) {
        if (isExempt(response)) {
            return response;
        }
        String date = dateOf(response);
        SipResponse dated = response.header(DATE).isPresent() ? response : response.withHeader(DATE, date);
        return dated.withHeader(SignallingDigest.HEADER, digest.note(dated, date, secret));
    }

    /** REGISTER has a proof of its own, and 100 Trying is as old as its request (RFC 3261 section 8.2.6.1). */
    private static boolean isExempt(SipMessage message) {
        return message.cseq().method().equals("REGISTER")
                || (message instanceof SipResponse response && response.status() == 100);
    }

    private String dateOf(SipMessage message) {
        return message.header(DATE).orElseGet(() -> GbDate.toElement(clock.instant()));
    }

    @Override
    public Optional<String> objection(SipMessage received) {
        if (isExempt(received)) {
            return Optional.empty();
        }
        Optional<String> note = received.header(SignallingDigest.HEADER);
        if (note.isEmpty()) {
            return required ? Optional.of("Note: missing") : Optional.empty();
        }
        Optional<String> date = received.header(DATE);
        if (date.isEmpty()) {
            return Optional.of("Note: without a Date beside it");
        }
        Optional<Instant> written = GbDate.tryParse(date.get());
        if (written.isEmpty()) {
            return Optional.of("Date: not understood (expected: yyyy-MM-ddTHH:mm:ss)");
        }
        Duration away = Duration.between(written.get(), clock.instant()).abs();
        if (away.compareTo(window) > 0) {
            return Optional.of("Date: " + away.toSeconds() + " s from our time (expected: at most " + window.toSeconds()
                    + " s, note.window)");
        }
        return digest.fits(note.get(), received, date.get(), secret)
                ? Optional.empty()
                : Optional.of("Note: the digest does not fit the message (another secret, or the message was changed)");
    }
}
