package cascade.gateway.call.leg;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogSnapshot;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import java.util.Optional;

/**
 * Record of an INVITE dialog, from which the next process goes on with it, or ends it. Immutable, any thread.
 *
 * @param peer where the INVITE went or came from
 * @param invite without its body, as long as its transaction may have to be ended or its 2xx acknowledged
 */
public record KeptDialog(Role role, Phase phase, DialogSnapshot dialog, SipPeer peer, Optional<SipRequest> invite) {

    /** Our role in the dialog. */
    public enum Role {
        /** We sent the INVITE. */
        UAC,
        /** We received it. */
        UAS
    }

    /** How far the dialog has come. */
    public enum Phase {
        /** The INVITE has no final response. */
        EARLY,
        /** It has a 2xx, whose ACK has not been sent; of one that we received, whether the ACK has come or not. */
        ANSWERED,
        CONFIRMED
    }

    /** Names the dialog among all of ours; it stays the same as long as the dialog lives. */
    public String key() {
        return key(role, dialog.domain(), dialog.local().tag(), dialog.callId());
    }

    static String key(Role role, Dialog dialog) {
        return key(role, dialog.domain(), dialog.localTag(), dialog.callId());
    }

    private static String key(Role role, String domain, Optional<String> localTag, String callId) {
        return role + " " + domain + " " + localTag.orElse("") + " " + callId;
    }

    /** The To tag of the peer's 2xx; empty before it, and where the peer writes none. */
    Optional<String> answeredTag() {
        return phase == Phase.EARLY
                ? Optional.empty()
                : Optional.of(dialog.remote()).flatMap(NameAddr::tag).or(() -> Optional.of(""));
    }
}
