package cascade.gateway.testkit.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import cascade.gateway.gb.GbText;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.regex.Matcher;

/**
 * Captured SIP message as it is replayed: verbatim but for addresses, ids and what ties it to its dialog. Its
 * Content-Length, padded as its sender padded it, always fits its body.
 *
 * @param charset of its bytes
 */
public record CapturedMessage(String text, Charset charset) {

    private static final SipReader READER = new SipReader(new SipLimits(256 * 1024, 8 * 1024, 128, 32));

    public CapturedMessage {
        int body = text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(charset).length;
        text = text.replaceFirst("(Content-Length: *)\\d+", "$1" + body);
    }

    public CapturedMessage(String text) {
        this(text, UTF_8);
    }

    /** @param name of a file in the test resources' folder captures, without its suffix */
    public static CapturedMessage of(String name) {
        try (var in = CapturedMessage.class.getResourceAsStream("/captures/" + name + ".sip")) {
            GbText text = GbText.decode(in.readAllBytes(), GbText.GB18030);
            return new CapturedMessage(text.text(), text.charset());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** With ours wherever the captured text stands. */
    public CapturedMessage with(String captured, String ours) {
        return new CapturedMessage(text.replace(captured, ours), charset);
    }

    /** With another value of a header. */
    public CapturedMessage withHeader(String name, String value) {
        return new CapturedMessage(
                text.replaceFirst("(?m)^" + name + ":.*$", name + ": " + Matcher.quoteReplacement(value)), charset);
    }

    /** This response as the answer to a request of ours: what it repeats of that is ours, the To tag its own. */
    public CapturedMessage answering(SipRequest request) {
        String tag = response().to().tag().map(value -> ";tag=" + value).orElse("");
        return withHeader("Via", request.topVia().toString())
                .withHeader("From", request.from().toString())
                .withHeader("To", request.to() + tag)
                .withHeader("Call-ID", request.callId())
                .withHeader("CSeq", request.cseq().number() + " " + request.method());
    }

    public SipRequest request() {
        return (SipRequest) message();
    }

    public SipResponse response() {
        return (SipResponse) message();
    }

    /** As it goes over the wire. */
    public byte[] bytes() {
        return text.getBytes(charset);
    }

    private SipMessage message() {
        return switch (READER.read(bytes(), false)) {
            case SipReader.Reading.Message read -> read.message();
            case SipReader.Reading other -> throw new AssertionError(other + ": " + text);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
