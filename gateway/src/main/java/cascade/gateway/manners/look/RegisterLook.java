package cascade.gateway.manners.look;

import cascade.gateway.manners.trait.Trait;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Look at registrations of either side: edition, digest, lifetime, clock. Remembers the last challenge. Control loop only. */
final class RegisterLook {

    private static final Pattern ALGORITHM = Pattern.compile("(?i)algorithm\\s*=\\s*\"?([A-Za-z0-9-]+)");
    private static final Pattern QOP = Pattern.compile("(?i)[\\s,]qop\\s*=");
    private static final Pattern CONTACT_EXPIRES = Pattern.compile("(?i);\\s*expires\\s*=");
    private static final Pattern MILLIS = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d+");
    private static final Pattern SECONDS = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}");
    private static final Pattern SHORT_FIELDS =
            Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}[T ]\\d{1,2}:\\d{2}:\\d{2}(\\.\\d+)?");

    /** REGISTER that we challenged, and that has not come back with credentials. */
    private @Nullable String challenged;

    void received(WireForm message, Notes notes) {
        if (message.isRequest("REGISTER")) {
            onRegister(message, notes);
        } else if (message.isResponse() && message.method().equals("REGISTER")) {
            onAnswer(message, notes);
        }
    }

    /** One of ours to its REGISTER. */
    void sent(WireForm message) {
        if (message.isResponse() && message.status() == 401 && message.method().equals("REGISTER")) {
            challenged = identity(message);
        }
    }

    private static String identity(WireForm message) {
        return message.callId() + " " + message.value("cseq");
    }

    private void onRegister(WireForm message, Notes notes) {
        noteVersionAndDate(message, notes);
        boolean lasting = message.header("expires").isPresent()
                || CONTACT_EXPIRES.matcher(message.value("contact")).find();
        if (!lasting) {
            notes.note(Trait.MISSING_EXPIRES, "REGISTER");
        }
        Optional<String> credentials = message.header("authorization");
        credentials.ifPresent(digest -> notes.note(Trait.DIGEST, form(digest), parameters(digest)));
        if (credentials.isPresent()) {
            challenged = null;
        } else if (challenged != null && !challenged.equals(identity(message))) {
            notes.note(Trait.DIGEST, "unanswered", message.startLine());
            challenged = null;
        }
    }

    private static void onAnswer(WireForm message, Notes notes) {
        if (message.status() >= 200) {
            noteVersionAndDate(message, notes);
        }
        message.header("www-authenticate")
                .ifPresent(digest -> notes.note(Trait.DIGEST, "challenge-" + form(digest), parameters(digest)));
        if (message.isSuccessTo("REGISTER")
                && message.header("expires").isEmpty()
                && !CONTACT_EXPIRES.matcher(message.value("contact")).find()) {
            notes.note(Trait.MISSING_EXPIRES, "200 to REGISTER");
        }
    }

    private static void noteVersionAndDate(WireForm message, Notes notes) {
        notes.note(Trait.GB_VERSION, message.header("x-gb-ver").orElse("none"));
        message.header("date").ifPresent(date -> notes.note(Trait.DATE_FORM, dateForm(date), date));
    }

    private static String form(String digest) {
        Matcher algorithm = ALGORITHM.matcher(digest);
        String name = algorithm.find() ? algorithm.group(1).toLowerCase(Locale.ROOT) : "unnamed";
        return QOP.matcher(digest).find() ? name + "-qop" : name;
    }

    /** The part of it that may be shown. */
    private static String parameters(String digest) {
        Matcher algorithm = ALGORITHM.matcher(digest);
        return (algorithm.find() ? algorithm.group() : "no algorithm")
                + (QOP.matcher(digest).find() ? ", qop" : ", no qop");
    }

    private static String dateForm(String date) {
        if (MILLIS.matcher(date).matches()) {
            return "millis";
        }
        if (SECONDS.matcher(date).matches()) {
            return "seconds";
        }
        if (SHORT_FIELDS.matcher(date).matches()) {
            return "short-fields";
        }
        return date.endsWith("GMT") ? "rfc1123" : "other";
    }
}
