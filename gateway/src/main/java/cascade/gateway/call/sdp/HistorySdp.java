package cascade.gateway.call.sdp;

import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.RecordingLines;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Descriptions of a recording on either leg, where an upper asked for one; those of live play stay as they are. GB/T
 * 28181-2016 annex F. Stateless.
 */
final class HistorySdp {

    private HistorySdp() {}

    /** Our offer to the lower, or our answer to a re-INVITE of its own, with what the upper asked for. */
    static SessionDescription below(SessionDescription live, Offer upper, String channelId) {
        return upper.history()
                .map(kind -> lines(kind, Optional.of(uri(upper.session(), channelId)), upper, OptionalLong.empty())
                        .in(live))
                .orElse(live);
    }

    /** Our answer to the upper, with what the lower told of the file. */
    static SessionDescription above(SessionDescription live, Offer upper, SessionDescription lower) {
        OptionalLong size = lower.video().map(MediaDescription::fileSizeBytes).orElse(OptionalLong.empty());
        return upper.history()
                .map(kind -> lines(kind, upper.session().uri(), upper, size).in(live))
                .orElse(live);
    }

    private static RecordingLines lines(SessionKind kind, Optional<String> uri, Offer upper, OptionalLong size) {
        return new RecordingLines(
                kind,
                uri,
                upper.session().startTime(),
                upper.session().stopTime(),
                size,
                upper.media().downloadSpeed());
    }

    /** The channel as the lower knows it; behind the colon stays what kind of recording is meant. */
    private static String uri(SessionDescription upper, String channelId) {
        String asked = upper.uri().orElse(channelId + ":0");
        boolean web = asked.regionMatches(true, 0, "http", 0, 4);
        int colon = asked.indexOf(':');
        return web || colon < 0 ? asked : channelId + asked.substring(colon);
    }
}
