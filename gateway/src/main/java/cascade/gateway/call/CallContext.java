package cascade.gateway.call;

import cascade.config.GatewayConfig;
import cascade.gateway.call.keep.CallKeeper;
import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.call.record.CallRecords;
import cascade.gateway.call.sdp.MediaTargets;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.call.voice.VoiceContext;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collaborators that streams and viewers share. Control loop only.
 *
 * @param settings the configuration in force, to be read at the time of use
 * @param targets where media may go
 * @param upperDialogs dialogs with uppers, early ones included
 * @param lowerDialogs dialogs with lowers, early ones included
 * @param hops what requests take along from one domain to another
 * @param openings who hears what comes of each opening of a live stream
 * @param keeper keeps what survives the process
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
        CallRecords records,
        Hops hops,
        Openings openings,
        TraceBook trace,
        CallKeeper keeper) {

    private static final Logger LOG = LoggerFactory.getLogger(CallContext.class);

    /** The description that a domain wrote, once what was skipped in it has been counted and told. */
    SessionDescription description(String domain, SdpReading read) {
        if (!read.skipped().isEmpty()) {
            meters.skippedSdpLines(domain, read.skipped().size());
            LOG.atDebug()
                    .addKeyValue("peer", domain)
                    .addKeyValue("cause", String.join("; ", read.skipped()))
                    .log("lines of a session description skipped");
        }
        return read.session();
    }

    /** The same for broadcasts. */
    VoiceContext voice() {
        return new VoiceContext(
                timers,
                media,
                settings,
                meters,
                clock,
                admission.voice(),
                admission.floors(),
                targets,
                ssrcs,
                upperDialogs,
                lowerDialogs,
                records,
                hops,
                trace,
                keeper);
    }

    GatewayConfig config() {
        return settings.get();
    }
}
