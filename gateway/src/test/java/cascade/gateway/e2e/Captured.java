package cascade.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;

/**
 * A captured message as it is replayed: verbatim but for addresses, ids and what ties it to its dialog. Its
 * Content-Length, padded as its sender padded it, always fits its body.
 */
record Captured(String text) {

    private static final SipReader READER = new SipReader(new SipLimits(256 * 1024, 8 * 1024, 128, 32));

    Captured {
        int body = text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(UTF_8).length;
        text = text.replaceFirst("(Content-Length: *)\\d+", "$1" + body);
    }

    /** @param name of a file in the test resources' folder captures, without its suffix */
    static Captured of(String name) {
        try (var in = Captured.class.getResourceAsStream("/captures/" + name + ".sip")) {
            return new Captured(new String(in.readAllBytes(), UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** With ours wherever the captured text stands. */
    Captured with(String captured, String ours) {
        return new Captured(text.replace(captured, ours));
    }

    /** With another value of a header. */
    Captured withHeader(String name, String value) {
        return new Captured(text.replaceFirst("(?m)^" + name + ":.*$", name + ": " + Matcher.quoteReplacement(value)));
    }

    /** This response as the answer to a request of ours: what it repeats of that is ours, the To tag its own. */
    Captured answering(SipRequest request) {
        String tag = response().to().tag().map(value -> ";tag=" + value).orElse("");
        return withHeader("Via", request.topVia().toString())
                .withHeader("From", request.from().toString())
                .withHeader("To", request.to() + tag)
                .withHeader("Call-ID", request.callId())
                .withHeader("CSeq", request.cseq().number() + " " + request.method());
    }

    SipRequest request() {
        return (SipRequest) message();
    }

    SipResponse response() {
        return (SipResponse) message();
    }

    private SipMessage message() {
        return switch (READER.read(text.getBytes(UTF_8), false)) {
            case SipReader.Reading.Message read -> read.message();
            case SipReader.Reading other -> throw new AssertionError(other + ": " + text);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
