package cascade.gateway.call;

import cascade.config.GatewayConfig;
import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.call.record.CallRecords;
import cascade.gateway.call.sdp.MediaTargets;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.time.Timers;
import cascade.monitoring.CallMeters;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Collaborators that streams and viewers share. Control loop only.
 *
 * @param settings the configuration in force, to be read at the time of use
 * @param targets where media may go
 * @param upperDialogs dialogs with uppers, early ones included
 * @param lowerDialogs dialogs with lowers, early ones included
 */
record CallContext(
        Timers timers,
        MediaPlane media,
        Supplier<GatewayConfig> settings,
        CallMeters meters,
        InstantSource clock,
        Admission admission,
        MediaTargets targets,
        Ssrcs ssrcs,
        DialogTable<UpperLeg> upperDialogs,
        DialogTable<LowerLeg> lowerDialogs,
        CallRecords records) {

    GatewayConfig config() {
        return settings.get();
    }
}
