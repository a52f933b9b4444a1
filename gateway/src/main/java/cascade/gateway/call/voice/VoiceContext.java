package cascade.gateway.call.voice;

import cascade.config.GatewayConfig;
import cascade.gateway.call.leg.DialogKeeper;
import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.call.record.CallRecords;
import cascade.gateway.call.sdp.MediaTargets;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.domain.hop.Hops;
import cascade.gateway.gb.sdp.SdpReading;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.time.Timers;
import cascade.gateway.trace.TraceBook;
import cascade.monitoring.CallMeters;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Collaborators of broadcasts, which are those of all calls. Control loop only.
 *
 * @param settings the configuration in force, to be read at the time of use
 * @param targets where media may go
 * @param hops what requests take along from one domain to another
 * @param uasDialogs dialogs that a peer's INVITE made
 * @param uacDialogs dialogs that an INVITE of ours made
 */
public record VoiceContext(
        Timers timers,
        MediaPlane media,
        Supplier<GatewayConfig> settings,
        CallMeters meters,
        InstantSource clock,
        VoiceQuota quota,
        Floors floors,
        MediaTargets targets,
        Ssrcs ssrcs,
        DialogTable<UpperLeg> uasDialogs,
        DialogTable<LowerLeg> uacDialogs,
        CallRecords records,
        Hops hops,
        TraceBook trace,
        DialogKeeper keeper) {

    GatewayConfig config() {
        return settings.get();
    }

    /** The description that a domain wrote, once what was skipped in it has been counted. */
    SessionDescription description(String domain, SdpReading read) {
        if (!read.skipped().isEmpty()) {
            meters.skippedSdpLines(domain, read.skipped().size());
        }
        return read.session();
    }
}
