package cascade.gateway.call.leg;

import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.AnsweredInvite;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Surplus dialogs of an INVITE of ours: those that a 2xx of a fork, or one after the transaction was given up, made beside
 * the call's own (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-13.2.2.4">RFC 3261 section 13.2.2.4</a>).
 * Each is acknowledged and ended by one BYE, unless the lower hung up first. Control loop only.
 */
final class SurplusDialogs {

    private static final Logger LOG = LoggerFactory.getLogger(SurplusDialogs.class);

    private final PeerLink link;
    private final String domain;
    /** Remote tags of those that we have ended; a BYE of theirs is not the call's. */
    private Set<String> ended = Set.of();

    /** From tags of the lower's BYEs, empty where one had none: the dialogs that are over, perhaps before their 2xx. */
    private Set<Optional<String>> hungUp = Set.of();

    /** @param domain the lower's name */
    SurplusDialogs(PeerLink link, String domain) {
        this.link = link;
        this.domain = domain;
    }

    /** Also long after the leg's end, which this does not keep. */
    void settle(AnsweredInvite invite, SipResponse success) {
        Dialog surplus = Dialog.ofClient(invite.request(), success, domain);
        surplus.remoteTag().ifPresent(tag -> ended = with(ended, tag));
        link.acknowledge(invite, surplus);
        if (!isHungUp(surplus)) {
            Bye.send(link, surplus);
        }
        LOG.atInfo()
                .addKeyValue("callId", invite.request().callId())
                .addKeyValue("peer", domain)
                .log("surplus answer acknowledged and ended");
    }

    /** They outlive their call by half a minute, mostly empty or with one element, of thousands of calls. */
    private static <T> Set<T> with(Set<T> some, T more) {
        Set<T> all = new HashSet<>(some);
        all.add(more);
        return Set.copyOf(all);
    }

    /** Whether a request with that From tag belongs to one of them. */
    boolean has(Optional<String> remoteTag) {
        return remoteTag.filter(ended::contains).isPresent();
    }

    /** A BYE came with that From tag, or with none, which ends every dialog. */
    void onHungUp(Optional<String> remoteTag) {
        hungUp = with(hungUp, remoteTag);
    }

    /** Whether the lower ended that dialog by itself, so that no BYE is due. */
    boolean isHungUp(Dialog dialog) {
        return hungUp.contains(Optional.<String>empty()) || hungUp.contains(dialog.remoteTag());
    }
}
