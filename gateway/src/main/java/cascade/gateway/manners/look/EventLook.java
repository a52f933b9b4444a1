package cascade.gateway.manners.look;

import cascade.gateway.manners.trait.Trait;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Look at subscriptions and notifications: the form of Event, of Subscription-State, lifetimes. Stateless. */
final class EventLook {

    private static final Pattern ABOUT_CATALOG = Pattern.compile("<CmdType>\\s*Catalog\\s*<");

    private EventLook() {}

    static void look(WireForm message, Notes notes) {
        boolean subscribe = message.isRequest("SUBSCRIBE");
        boolean notify = message.isRequest("NOTIFY");
        if (subscribe || notify || message.isSuccessTo("SUBSCRIBE")) {
            Optional<String> event = message.header("event").filter(value -> isOfCatalog(message, value));
            event.ifPresent(value -> notes.note(Trait.EVENT_FORM, form(value), value));
        }
        if (notify) {
            Optional<String> state = message.header("subscription-state");
            String form = state.map(value -> value.contains("expires") ? "with-expires" : "without-expires")
                    .orElse("missing");
            notes.note(Trait.SUBSCRIPTION_STATE, form, state.orElse(""));
        }
        if (message.header("expires").isEmpty() && subscribe) {
            notes.note(Trait.MISSING_EXPIRES, "SUBSCRIBE");
        }
        if (message.header("expires").isEmpty() && message.isSuccessTo("SUBSCRIBE")) {
            notes.note(Trait.MISSING_EXPIRES, "200 to SUBSCRIBE");
        }
    }

    /** One of ours to its NOTIFY. */
    static void sent(WireForm message, Notes notes) {
        if (message.isResponse() && message.status() == 481 && message.method().equals("NOTIFY")) {
            notes.note(Trait.UNSOLICITED_NOTIFY, "refused", message.value("call-id"));
        }
    }

    /** Alarms and positions are subscribed to as presence by the standard. */
    private static boolean isOfCatalog(WireForm message, String event) {
        if (message.hasXml()) {
            return ABOUT_CATALOG
                    .matcher(new String(message.body(), StandardCharsets.ISO_8859_1))
                    .find();
        }
        return event.toLowerCase(Locale.ROOT).startsWith("catalog");
    }

    private static String form(String event) {
        String lower = event.toLowerCase(Locale.ROOT).replace(" ", "");
        if (lower.startsWith("catalog;id=")) {
            return "catalog-id";
        }
        if (lower.equals("catalog")) {
            return "catalog";
        }
        return lower.startsWith("presence") ? "presence" : "other";
    }
}
