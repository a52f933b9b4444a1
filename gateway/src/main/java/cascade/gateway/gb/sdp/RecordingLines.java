package cascade.gateway.gb.sdp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Lines that a description of a recording has beside those of live play: the kind of session, {@code u=} and {@code t=},
 * the speed of a download and the size of its file. GB/T 28181-2016 annex F.
 *
 * @param kind playback or download
 * @param uri {@code u=}: {@code <channel>:<type>} or an http address
 * @param startTime Unix seconds
 * @param stopTime Unix seconds
 * @param fileSizeBytes of a download, told by who has it
 * @param downloadSpeed multiple of the normal rate
 */
public record RecordingLines(
        SessionKind kind,
        Optional<String> uri,
        long startTime,
        long stopTime,
        OptionalLong fileSizeBytes,
        OptionalInt downloadSpeed) {

    /** The same description with these lines in the place of those of live play. */
    public SessionDescription in(SessionDescription live) {
        List<MediaDescription> media = live.media().stream()
                .map(each -> each.isVideo() ? each.withFile(fileSizeBytes, downloadSpeed) : each)
                .toList();
        return new SessionDescription(
                live.origin(),
                kind.sessionName(),
                uri,
                live.address(),
                startTime,
                stopTime,
                media,
                live.ySsrc(),
                live.fMedia(),
                live.otherLines());
    }
}
