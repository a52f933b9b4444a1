package cascade.gateway.call.leg;

import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.sip.dialog.Dialog;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our BYE in a dialog (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-15.1.1">RFC 3261 15.1.1</a>). */
final class Bye {

    private static final Logger LOG = LoggerFactory.getLogger(Bye.class);

    private Bye() {}

    /** Succeeds when any final answer has come, or none will: the dialog is over either way. */
    static Future<Void> send(PeerLink link, Dialog dialog) {
        return link.send(dialog.request("BYE").build(), dialog)
                .response()
                .<Void>mapEmpty()
                .recover(cause -> {
                    LOG.atWarn()
                            .addKeyValue("callId", dialog.callId())
                            .addKeyValue("peer", dialog.domain())
                            .addKeyValue("cause", cause.getMessage())
                            .log("bye unanswered");
                    return Future.succeededFuture();
                });
    }
}
