package cascade.gateway.call.voice;

import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.call.sdp.CallSdp;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records of a broadcast's call, as far as it has come: a snapshot for the API, and addresses and counts for the call detail
 * record.
 *
 * @param upperCallId towards the upper, who speaks
 * @param lowerCallId towards the lower, whose device listens
 * @param media the source leg, once it is open
 */
record BroadcastRecord(
        Broadcast broadcast,
        String upperCallId,
        String lowerCallId,
        Optional<BroadcastTerms> terms,
        Optional<MediaStream> media,
        Optional<BroadcastCall.Heard> heard) {

    /** What its call detail record tells of it. */
    record Counts(String callId, Optional<Instant> answered, long packets, long bytes, CallMedia media) {
        static final Counts NONE = new Counts("", Optional.empty(), 0, 0, CallMedia.NONE);
    }

    /** @param last of the leg to the lower, empty where it had none */
    Counts counts(Optional<ViewerStats> last) {
        return new Counts(
                upperCallId,
                heard.map(BroadcastCall.Heard::answered),
                last.map(ViewerStats::packets).orElse(0L),
                last.map(ViewerStats::bytes).orElse(0L),
                addresses());
    }

    private CallMedia addresses() {
        return new CallMedia(
                lowerCallId,
                terms.map(agreed -> MediaSpecs.media(agreed.offer().transport().answer())),
                heard.map(open -> open.leg().local().rtpText()),
                terms.map(agreed -> LegAddress.text(agreed.offer().receiver())),
                media.map(stream -> stream.sourceLocal().rtpText()),
                heard.map(open -> LegAddress.text(open.source().rtp())),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * @param started when it was announced
     * @param stats of its media legs, empty while ports are being opened
     */
    CallSnapshot snapshot(Instant started, Optional<StreamStats> stats) {
        Optional<Duration> setup = heard.map(open -> Duration.between(started, open.answered()));
        MediaTransport towardsLower =
                terms.map(agreed -> agreed.offer().transport().answer()).orElse(MediaTransport.UDP);
        MediaTransport towardsUpper = terms.map(BroadcastTerms::transport).orElse(MediaTransport.UDP);
        return new CallSnapshot(
                broadcast.id(),
                Voice.BROADCAST.meter(),
                lowerCallId,
                broadcast.lower().name(),
                broadcast.target().originalId().value(),
                0,
                heard.isPresent(),
                MediaSpecs.media(towardsLower),
                terms.map(agreed -> agreed.ssrc().ssrc().value()).orElse(0L),
                started,
                setup,
                stats,
                addresses(),
                heard.flatMap(open -> open.answer().main())
                        .map(CallSdp::encodings)
                        .orElse(Map.of()),
                List.of(new ViewerSnapshot(
                        broadcast.id(),
                        upperCallId,
                        broadcast.upper().name(),
                        broadcast.target().exportedId().value(),
                        MediaSpecs.media(towardsUpper),
                        started,
                        setup,
                        heard.map(open -> open.leg().id()))));
    }
}
