package cascade.gateway.call;

import cascade.gateway.call.keep.KeptViewer;
import cascade.gateway.domain.UpperDomain;
import java.net.InetAddress;
import java.time.Instant;

/**
 * INVITE that a {@link Viewer} is made of: what stays the same of the call until its record is written. Immutable.
 *
 * @param id of the call, ours
 * @param exportedId the channel as the upper knows it
 * @param signalling where the upper signals from
 * @param started when it came
 */
record ViewerInvite(String id, UpperDomain upper, String exportedId, InetAddress signalling, Instant started) {

    /** As a former process kept it. */
    static ViewerInvite of(KeptViewer kept, UpperDomain upper) {
        return new ViewerInvite(kept.id(), upper, kept.exportedId(), kept.signalling(), kept.started());
    }
}
