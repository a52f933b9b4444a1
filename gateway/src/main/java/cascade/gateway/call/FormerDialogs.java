package cascade.gateway.call;

import cascade.gateway.call.keep.KeptViewer;
import cascade.gateway.call.leg.KeptDialog;
import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.call.leg.ReInvite;
import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.monitoring.CallCause;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * End of dialogs that a former process left and nobody owns: an INVITE of ours is cancelled, one of a peer refused, what was
 * answered ended by BYE (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-15">RFC 3261 section 15</a>). Control
 * loop only.
 */
final class FormerDialogs {

    private static final Logger LOG = LoggerFactory.getLogger(FormerDialogs.class);

    /** Why, in the words of call records and refusals. */
    static final String RESTARTED = "the gateway was restarted amid the call";

    private final CallContext context;
    private final Map<String, KeptViewer> viewers;

    /** @param viewers by the key of their dialog */
    FormerDialogs(CallContext context, Map<String, KeptViewer> viewers) {
        this.context = context;
        this.viewers = viewers;
    }

    void end(KeptDialog dialog, Optional<Domain> peer) {
        var restarted = new CallRejection(480, CallCause.SHUTDOWN, RESTARTED);
        if (dialog.role() == KeptDialog.Role.UAS) {
            record(dialog, restarted);
        }
        try {
            PeerLink link = peer.map(Domain::link).orElseThrow(() -> new IllegalStateException("no such domain"));
            switch (dialog.role()) {
                case UAC -> {
                    var leg = new LowerLeg(
                            link,
                            dialog.dialog().domain(),
                            context.lowerDialogs(),
                            context.keeper(),
                            context.timers(),
                            new Nobody());
                    leg.restore(dialog);
                    leg.end();
                }
                case UAS -> {
                    var leg = UpperLeg.restored(dialog, link, context.upperDialogs(), context.keeper(), new Nobody());
                    leg.begin();
                    leg.end(restarted);
                }
            }
        } catch (RuntimeException unable) {
            context.keeper().forget(dialog.key());
            LOG.atWarn()
                    .addKeyValue("peer", dialog.dialog().domain())
                    .addKeyValue("callId", dialog.dialog().callId())
                    .addKeyValue("cause", unable.getMessage())
                    .log("dialog of the former process cannot be ended with its peer");
        }
    }

    private void record(KeptDialog dialog, CallRejection why) {
        Instant now = context.clock().instant();
        Optional<KeptViewer> viewer = Optional.ofNullable(viewers.get(dialog.key()));
        context.records()
                .ended(new EndedCall(
                        viewer.map(KeptViewer::id).orElse("-"),
                        dialog.dialog().callId(),
                        dialog.dialog().domain(),
                        "",
                        viewer.map(KeptViewer::exportedId)
                                .orElse(dialog.dialog().local().uri().user()),
                        why.cause(),
                        why.text(),
                        dialog.phase() == KeptDialog.Phase.EARLY ? why.status() : 200,
                        viewer.map(KeptViewer::started).orElse(now),
                        viewer.map(KeptViewer::answered),
                        now,
                        0,
                        0,
                        CallMedia.NONE));
    }

    /** Owner of a dialog that is being ended: nothing that comes in it changes that. */
    private static final class Nobody implements LowerLeg.Listener, UpperLeg.Listener {

        @Override
        public void onRinging(int status) {}

        @Override
        public void onAnswered(SipResponse success, SipPeer from) {}

        @Override
        public void onRejected(SipResponse refusal) {}

        @Override
        public void onUnanswered(String why) {}

        @Override
        public void onReInviteUnacknowledged() {}

        @Override
        public void onCancel() {}

        @Override
        public void onAcknowledged() {}

        @Override
        public void onUnacknowledged() {}

        @Override
        public void onInfo(ServerTransaction info) {
            info.refuse(481, RESTARTED);
        }

        @Override
        public void onBye() {}

        @Override
        public void onReInvite(ReInvite reInvite) {
            reInvite.reject(new CallRejection(481, CallCause.SHUTDOWN, RESTARTED));
        }
    }
}
