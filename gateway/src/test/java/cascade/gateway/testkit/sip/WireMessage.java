package cascade.gateway.testkit.sip;

import cascade.gateway.sip.message.Repair;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipReader.Reading;
import cascade.gateway.sip.message.SipRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** SIP message as text, right in every respect and with a Call-ID of its own until a test changes a line of it. */
public final class WireMessage {

    public static final SipLimits LIMITS = new SipLimits(256 * 1024, 8 * 1024, 128, 32);

    private static final AtomicInteger CALL_IDS = new AtomicInteger(700_000_000);

    private String startLine;
    private final List<String> lines = new ArrayList<>();
    private String body = "";
    private String lineEnd = "\r\n";
    private Charset charset = StandardCharsets.UTF_8;

    private WireMessage(String startLine, String method) {
        this.startLine = startLine;
        lines.addAll(List.of(
                "Via: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK776asdhds",
                "Max-Forwards: 70",
                "From: <sip:34020000002000000001@192.0.2.1:5060>;tag=1928301774",
                "To: <sip:34020000001320000001@192.0.2.2:5060>",
                "Call-ID: " + CALL_IDS.incrementAndGet(),
                "CSeq: 20 " + method));
    }

    public static WireMessage request(String method) {
        return new WireMessage(method + " sip:34020000001320000001@192.0.2.2:5060 SIP/2.0", method);
    }

    public static WireMessage response(String statusLine) {
        return new WireMessage(statusLine, "MESSAGE");
    }

    public WireMessage startLine(String line) {
        startLine = line;
        return this;
    }

    /** Adds a line as it is. */
    public WireMessage line(String line) {
        lines.add(line);
        return this;
    }

    /** Puts a line in the place of the header with that name. */
    public WireMessage replace(String name, String line) {
        lines.replaceAll(old -> hasName(old, name) ? line : old);
        return this;
    }

    public WireMessage without(String name) {
        lines.removeIf(line -> hasName(line, name));
        return this;
    }

    private static boolean hasName(String line, String name) {
        return line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
    }

    /** A body with its Content-Length. */
    public WireMessage body(String text) {
        body = text;
        return line("Content-Length: " + text.getBytes(charset).length);
    }

    /** A body that no header counts. */
    public WireMessage uncountedBody(String text) {
        body = text;
        return this;
    }

    public WireMessage lineEnd(String text) {
        lineEnd = text;
        return this;
    }

    public WireMessage charset(String name) {
        charset = Charset.forName(name);
        return this;
    }

    public String text() {
        String head = lines.stream().map(line -> line + lineEnd).collect(Collectors.joining());
        return startLine + lineEnd + head + lineEnd + body;
    }

    public byte[] bytes() {
        return text().getBytes(charset);
    }

    public Reading read() {
        return read(bytes(), false);
    }

    public static Reading read(byte[] bytes, boolean reliable) {
        return new SipReader(LIMITS).read(bytes, reliable);
    }

    /** Read as a datagram that must not be refused. */
    public Reading.Message message() {
        return switch (read()) {
            case Reading.Message message -> message;
            case Reading other -> throw new AssertionError(other + " (expected: read)\n" + text());
        };
    }

    public SipRequest asRequest() {
        return (SipRequest) message().message();
    }

    public Set<Repair> repairs() {
        return message().repairs();
    }

    /** Read as a datagram that must be refused. */
    public Reading.Refused refused() {
        return switch (read()) {
            case Reading.Refused refused -> refused;
            case Reading other -> throw new AssertionError(other + " (expected: refused)\n" + text());
        };
    }

    /** What the sender is told, one line each. */
    public List<String> answer() {
        byte[] answer = refused().answer().orElseThrow(() -> new AssertionError("no answer to\n" + text()));
        return Arrays.asList(new String(answer, StandardCharsets.ISO_8859_1).split("\r\n", -1));
    }
}
