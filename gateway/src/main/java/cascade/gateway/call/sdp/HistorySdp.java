package cascade.gateway.call.sdp;

import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.SessionDescription;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Lines that a description of a recording has beside those of live play: the kind of session, {@code u=} and {@code t=},
 * the speed of a download and the size of its file. GB/T 28181-2016 annex F. Stateless.
 */
final class HistorySdp {

    private HistorySdp() {}

    /** Our offer to the lower, with what the upper asked for; an offer of live play stays as it is. */
    static SessionDescription asked(SessionDescription offer, Offer upper, String channelId) {
        return upper.history()
                .map(kind -> with(
                        offer,
                        kind.sessionName(),
                        Optional.of(uri(upper.session(), channelId)),
                        upper.session(),
                        OptionalLong.empty(),
                        upper.video().downloadSpeed()))
                .orElse(offer);
    }

    /** Our answer to the upper, with what the lower told of the file. */
    static SessionDescription answered(SessionDescription answer, Offer upper, SessionDescription lower) {
        return upper.history()
                .map(kind -> with(
                        answer,
                        kind.sessionName(),
                        upper.session().uri(),
                        upper.session(),
                        lower.video().map(MediaDescription::fileSizeBytes).orElse(OptionalLong.empty()),
                        upper.video().downloadSpeed()))
                .orElse(answer);
    }

    /** The channel as the lower knows it; behind the colon stays what kind of recording is meant. */
    private static String uri(SessionDescription upper, String channelId) {
        String asked = upper.uri().orElse(channelId + ":0");
        boolean web = asked.regionMatches(true, 0, "http", 0, 4);
        int colon = asked.indexOf(':');
        return web || colon < 0 ? asked : channelId + asked.substring(colon);
    }

    private static SessionDescription with(
            SessionDescription like,
            String name,
            Optional<String> uri,
            SessionDescription times,
            OptionalLong fileSize,
            OptionalInt speed) {
        List<MediaDescription> media = like.media().stream()
                .map(each -> each.isVideo() ? with(each, fileSize, speed) : each)
                .toList();
        return new SessionDescription(
                like.origin(),
                name,
                uri,
                like.address(),
                times.startTime(),
                times.stopTime(),
                media,
                like.ySsrc(),
                like.fMedia(),
                like.otherLines());
    }

    private static MediaDescription with(MediaDescription like, OptionalLong fileSize, OptionalInt speed) {
        return new MediaDescription(
                like.type(),
                like.port(),
                like.protocol(),
                like.payloadTypes(),
                like.address(),
                like.rtpMaps(),
                like.direction(),
                like.setup(),
                like.connection(),
                like.streamIndex(),
                fileSize,
                speed,
                like.otherLines());
    }
}
