package cascade.gateway.call.leg;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.util.function.Supplier;

/**
 * Re-INVITE of a peer that waits for the one final answer it gets (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-14.2">RFC 3261 section 14.2</a>). Answers that come after
 * a CANCEL or a BYE are too late and do nothing. Control loop only.
 */
public final class ReInvite {

    private final ServerTransaction transaction;
    private final Dialog dialog;
    private final NameAddr contact;
    private final Supplier<Future<Void>> keep;
    private final Promise<Void> acknowledged = Promise.promise();

    /** @param keep keeps the dialog as it is then; succeeds when that is done */
    ReInvite(ServerTransaction transaction, Dialog dialog, NameAddr contact, Supplier<Future<Void>> keep) {
        this.keep = keep;
        this.transaction = transaction;
        this.dialog = dialog;
        this.contact = contact;
    }

    public SipRequest request() {
        return transaction.request();
    }

    /** Whence the request came. */
    public InetAddress host() {
        return transaction.source().host();
    }

    /** Whether an answer is still wanted. */
    public boolean isPending() {
        return !transaction.isAnswered();
    }

    /**
     * Answers 200 with our side of the session as it is now.
     *
     * @return when the peer has acknowledged it
     */
    public Future<Void> accept(byte[] sdp) {
        if (isPending()) {
            dialog.refresh(request());
            keep.get().onComplete(kept -> answer(sdp));
        }
        return acknowledged.future();
    }

    private void answer(byte[] sdp) {
        // cancelled or ended meanwhile
        if (isPending()) {
            transaction
                    .accept(transaction
                            .answer(200)
                            .contact(contact)
                            .body("application/sdp", sdp)
                            .build())
                    .<Void>mapEmpty()
                    .onComplete(acknowledged);
        }
    }

    /** Refuses the change; the session goes on as it was. */
    public void reject(CallRejection rejection) {
        if (isPending()) {
            transaction.respond(rejection.answerTo(transaction));
            acknowledged.tryFail(rejection);
        }
    }

    /**
     * The dialog has ended, or the peer thought better of it (<a
     * href="https://datatracker.ietf.org/doc/html/rfc3261#section-15.1.2">RFC 3261 sections 15.1.2</a> and 9.2).
     */
    void terminate() {
        if (isPending()) {
            transaction.respond(transaction.answer(487).build());
        } else {
            transaction.stopRepeating();
        }
        acknowledged.tryFail("terminated");
    }

    Future<Void> acknowledged() {
        return acknowledged.future();
    }
}
