package cascade.gateway.call.leg;

import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * UAS side of re-INVITEs in one dialog: one at a time, in the order of their CSeq
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-14.2">RFC 3261 sections 14.2</a> and
 * <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-12.2.2">12.2.2</a>). Control loop only.
 */
final class ReInvites {

    /** Of a second re-INVITE before the answer to the first; the RFC has it drawn from 0 to 10 s. */
    static final String RETRY_AFTER_SECONDS = "2";

    private final PeerLink link;
    private final Supplier<Future<Void>> keep;
    private Optional<ReInvite> latest = Optional.empty();

    /** @param keep keeps the dialog as it is then; succeeds when that is done */
    ReInvites(PeerLink link, Supplier<Future<Void>> keep) {
        this.link = link;
        this.keep = keep;
    }

    void receive(ServerTransaction again, Dialog dialog, Consumer<ReInvite> owner, Runnable onUnacknowledged) {
        // vendors repeat a number, and no RFC refuses that; a lower one is out of order
        if (again.request().cseq().number() < dialog.remoteCseq()) {
            again.refuse(500, "CSeq " + again.request().cseq().number() + " after " + dialog.remoteCseq());
            return;
        }
        if (latest.filter(ReInvite::isPending).isPresent()) {
            again.respond(again.refusal(500, "the re-INVITE before this one is not answered yet")
                    .header("Retry-After", RETRY_AFTER_SECONDS)
                    .build());
            return;
        }
        dialog.noteRemote(again.request());
        var reInvite = new ReInvite(again, dialog, link.localContact(), keep);
        latest = Optional.of(reInvite);
        again.onCancel(cancel -> reInvite.terminate());
        reInvite.acknowledged().onFailure(cause -> {
            if (cause instanceof SipTimeoutException) {
                onUnacknowledged.run();
            }
        });
        owner.accept(reInvite);
    }

    /** The dialog ends: what is pending is answered 487, what is repeated is repeated no more. */
    void terminate() {
        latest.ifPresent(ReInvite::terminate);
        latest = Optional.empty();
    }
}
