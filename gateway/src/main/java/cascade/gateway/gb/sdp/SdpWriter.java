package cascade.gateway.gb.sdp;

import java.util.List;
import java.util.Optional;

/**
 * Writer of SDP in the order of the standard, which some readers need: v o s u c t, then each media with its
 * attributes, then y and f. CRLF after every line, the last one too. Stateless, any thread.
 */
public final class SdpWriter {
    private static final String LINE_END = "\r\n";

    private final StringBuilder text = new StringBuilder(512);

    private SdpWriter() {}

    public static String write(SessionDescription session) {
        SdpWriter writer = new SdpWriter();
        writer.session(session);
        return writer.text.toString();
    }

    private void session(SessionDescription session) {
        line("v=0");
        session.origin()
                .ifPresent(origin -> line("o=" + origin.username() + " " + origin.sessionId() + " "
                        + origin.sessionVersion() + " " + network(origin.address())));
        // kept lines follow the one of their kind, since readers take the first
        kept(session.otherLines(), "o");
        line("s=" + session.sessionName());
        kept(session.otherLines(), "si");
        session.uri().ifPresent(uri -> line("u=" + uri));
        kept(session.otherLines(), "uep");
        session.address().ifPresent(address -> line("c=" + network(address)));
        kept(session.otherLines(), "cb");
        line("t=" + session.startTime() + " " + session.stopTime());
        keptExcept(session.otherLines(), "osiuepcbyf");
        session.media().forEach(this::media);
        session.ySsrc().ifPresent(ssrc -> line("y=" + ssrc.toY()));
        kept(session.otherLines(), "y");
        session.fMedia().ifPresent(media -> line("f=" + media));
        kept(session.otherLines(), "f");
    }

    private void media(MediaDescription media) {
        StringBuilder payloadTypes = new StringBuilder();
        media.payloadTypes().forEach(type -> payloadTypes.append(' ').append(type));
        if (payloadTypes.isEmpty()) {
            // RFC 3264 section 6: of a refused media they mean nothing, but one must be there
            payloadTypes.append(' ').append(MediaLines.ANY_FORMAT);
        }
        line("m=" + media.type() + " " + media.port() + " " + media.protocol() + payloadTypes);
        media.address().ifPresent(address -> line("c=" + network(address)));
        keptExcept(media.otherLines(), "a");
        media.rtpMaps().forEach(map -> attribute("rtpmap", Optional.of(map.toAttributeValue())));
        media.direction().ifPresent(direction -> line("a=" + direction.attribute()));
        attribute("setup", media.setup().map(Setup::attributeValue));
        attribute("connection", media.connection());
        media.streamIndex().ifPresent(stream -> line("a=" + stream.toAttribute()));
        media.downloadSpeed().ifPresent(speed -> line("a=downloadspeed:" + speed));
        media.fileSizeBytes().ifPresent(bytes -> line("a=filesize:" + bytes));
        kept(media.otherLines(), "a");
    }

    private void attribute(String name, Optional<String> value) {
        value.ifPresent(text -> line("a=" + name + ":" + text));
    }

    private void kept(List<String> lines, String types) {
        lines.stream().filter(line -> types.indexOf(line.charAt(0)) >= 0).forEach(this::line);
    }

    private void keptExcept(List<String> lines, String types) {
        lines.stream().filter(line -> types.indexOf(line.charAt(0)) < 0).forEach(this::line);
    }

    private static String network(String address) {
        return (address.indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ") + address;
    }

    private void line(String line) {
        // a value with a line end would become a line of its own choosing
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "sdp " + line.charAt(0) + "=: line end in the value (expected: one line)");
        }
        text.append(line).append(LINE_END);
    }
}
