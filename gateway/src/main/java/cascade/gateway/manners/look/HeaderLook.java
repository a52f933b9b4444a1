package cascade.gateway.manners.look;

import cascade.gateway.manners.trait.Trait;
import cascade.gateway.sip.SipTransport;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Look at what every message has: the product's name, line ends, transport, and small deviations. Stateless. */
final class HeaderLook {

    private static final Pattern PADDED = Pattern.compile("\\s{2,}\\d+\\s*");

    private HeaderLook() {}

    static void look(WireForm message, SipTransport transport, Notes notes) {
        message.header("user-agent")
                .or(() -> message.header("server"))
                .filter(name -> !name.isEmpty())
                .ifPresent(name -> notes.note(Trait.USER_AGENT, name));
        notes.note(Trait.LINE_ENDS, message.lfOnly() ? "lf" : "crlf");
        notes.note(Trait.TRANSPORT, transport.name().toLowerCase(Locale.ROOT));
        message.rawField("content-length")
                .filter(field -> PADDED.matcher(field.asWritten()).matches())
                .ifPresent(field ->
                        notes.note(Trait.ODDITY, "padded-content-length", "Content-Length:" + field.asWritten()));
        if (message.isResponse()) {
            lookAtResponse(message, notes);
        } else {
            lookAtRequest(message, notes);
        }
    }

    private static void lookAtResponse(WireForm message, Notes notes) {
        if (message.status() == 100 && message.inDialog()) {
            notes.note(Trait.ODDITY, "100-with-to-tag", "To: " + message.value("to"));
        }
        if (message.isSuccessTo("REGISTER") && !message.inDialog()) {
            notes.note(Trait.ODDITY, "200-without-to-tag", "To: " + message.value("to"));
        }
    }

    private static void lookAtRequest(WireForm message, Notes notes) {
        String method = message.startLine().split(" ", 2)[0];
        if (!method.equals(message.method())) {
            notes.note(Trait.ODDITY, "method-case", method);
        }
        boolean tagged = message.inDialog() && WireUri.hasTag(message.value("from"));
        if ((message.isRequest("BYE") || message.isRequest("INFO")) && !tagged) {
            notes.note(Trait.ODDITY, "no-dialog-tags", message.method() + " To: " + message.value("to"));
        }
        note(message, "REGISTER", "route", "route-in-register", notes);
        note(message, "REGISTER", "regmode", "regmode-in-register", notes);
        note(message, "MESSAGE", "expires", "expires-in-message", notes);
        note(message, "INVITE", "x-preferredpath", "preferred-path", notes);
    }

    private static void note(WireForm message, String method, String header, String oddity, Notes notes) {
        Optional<String> value = message.header(header);
        if (value.isPresent() && message.isRequest(method)) {
            notes.note(Trait.ODDITY, oddity, header + ": " + value.get());
        }
    }
}
