package cascade.gateway.dispatch;

import cascade.gateway.sip.transaction.ServerTransaction;
import java.time.Duration;
import java.util.Optional;

/** Refusal of a request for an id that an upper does not see. Stateless. */
public final class UnknownId {

    private UnknownId() {}

    /**
     * 404; or 480 with Retry-After while the id may still appear, since platforms take 404 for the last word
     * (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-21.4.18">RFC 3261 section 21.4.18</a>).
     *
     * @param settling the time in which it may appear
     * @param why in plain words, e.g. "no such device"
     */
    public static void refuse(ServerTransaction transaction, Optional<Duration> settling, String why) {
        if (settling.isEmpty()) {
            transaction.refuse(404, why);
            return;
        }
        transaction.respond(transaction
                .refusal(480, why + " yet, catalogs are not whole")
                .header("Retry-After", Long.toString(settling.get().toSeconds() + 1))
                .build());
    }
}
