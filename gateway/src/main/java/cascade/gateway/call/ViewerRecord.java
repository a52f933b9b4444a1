package cascade.gateway.call;

import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.ViewerStats;
import cascade.monitoring.CallCause;
import java.time.Instant;
import java.util.Optional;

/**
 * Call detail record of an upper's call, written when it is over.
 *
 * @param started when its INVITE came
 */
record ViewerRecord(
        CallContext context, String id, UpperDomain upper, String exportedId, Stream stream, Instant started) {

    /**
     * @param answered empty where it never was
     * @param media which counts what replaced legs have sent
     * @param stats of its last leg, empty where it had none
     */
    void write(
            String callId,
            int status,
            CallCause cause,
            String detail,
            Optional<Instant> answered,
            ViewerMedia media,
            Optional<ViewerStats> stats) {
        long packets = media.packetsBefore() + stats.map(ViewerStats::packets).orElse(0L);
        if (packets == 0) {
            context.meters().setupFailed(upper.name(), Optional.of(stream.key().lower()), cause);
        }
        context.records()
                .ended(new EndedCall(
                        id,
                        callId,
                        upper.name(),
                        stream.key().lower(),
                        exportedId,
                        cause,
                        detail,
                        status,
                        started,
                        answered,
                        context.clock().instant(),
                        packets,
                        media.bytesBefore() + stats.map(ViewerStats::bytes).orElse(0L),
                        legs(cause, stats)));
    }

    private CallMedia legs(CallCause cause, Optional<ViewerStats> stats) {
        CallMedia lower = stream.source().record();
        boolean byMedia = cause == CallCause.NO_MEDIA || cause == CallCause.MEDIA_TIMEOUT;
        return (byMedia ? lower : lower.withoutHint())
                .withUpper(stats.map(leg -> leg.local().rtpText()), stats.map(leg -> LegAddress.text(leg.remote())));
    }
}
