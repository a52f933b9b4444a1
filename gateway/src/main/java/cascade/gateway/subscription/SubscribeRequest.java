package cascade.gateway.subscription;

import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * SUBSCRIBE that a peer sent us, as a notifier reads and accepts it
 * (<a href="https://datatracker.ietf.org/doc/html/rfc6665#section-4.2.1">RFC 6665 section 4.2.1</a>). Control loop only.
 */
public record SubscribeRequest(ServerTransaction transaction) {

    /** What the standard assumes where a SUBSCRIBE names no time (GB/T 28181-2016 9.11.3). */
    private static final int DEFAULT_EXPIRES_SECONDS = 600;

    /** Lifetime that it asks for; 0 ends the subscription. */
    public int expiresSeconds() {
        return transaction.request().expires().orElse(DEFAULT_EXPIRES_SECONDS);
    }

    /**
     * Whether it refreshes or ends the subscription of a dialog that was found for it: some platforms leave the To tag
     * out when they do.
     */
    public boolean isWithin(Dialog found) {
        SipRequest request = transaction.request();
        return request.inDialog() || found.remoteTag().equals(request.from().tag());
    }

    /**
     * Answers 200 to one that begins a subscription.
     *
     * @param more what else is in the answer
     * @param keep keeps the dialog; the answer leaves when that has been done
     * @return the dialog that it makes; none where it asks for no time
     */
    public Future<Optional<Dialog>> accept(
            NameAddr contact, String domain, Consumer<SipResponse.Builder> more, Function<Dialog, Future<Void>> keep) {
        SipResponse.Builder answer = accepted(contact).toTag(transaction.localTag());
        more.accept(answer);
        if (expiresSeconds() == 0) {
            transaction.respond(answer.build());
            return Future.succeededFuture(Optional.empty());
        }
        Dialog dialog = Dialog.ofServer(transaction, contact, domain);
        dialog.confirm();
        return keep.apply(dialog).transform(kept -> {
            transaction.respond(answer.build());
            return Future.succeededFuture(Optional.of(dialog));
        });
    }

    /** Starts its 200, with Event and Expires as they were asked for. */
    public SipResponse.Builder accepted(NameAddr contact) {
        SipResponse.Builder answer = SipResponse.to(transaction.request(), 200)
                .contact(contact)
                .header("Expires", Integer.toString(expiresSeconds()));
        EventHeader.of(transaction.request()).ifPresent(event -> answer.header(EventHeader.NAME, event.value()));
        return answer;
    }
}
