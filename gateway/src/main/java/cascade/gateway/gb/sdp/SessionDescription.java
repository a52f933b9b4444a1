package cascade.gateway.gb.sdp;

import cascade.gateway.gb.Ssrc;
import java.util.List;
import java.util.Optional;

/**
 * Session description (SDP) of GB/T 28181: <a href="https://datatracker.ietf.org/doc/html/rfc4566">RFC 4566</a> with
 * the lines {@code y=} and {@code f=} of GB/T 28181-2016 annex F. Immutable, any thread.
 *
 * @param sessionName in offers the {@link SessionKind}; answers may carry anything
 * @param uri playback and download: {@code <channel>:<type>} or an http address
 * @param address the author's media address for all media that name none
 * @param startTime Unix seconds of the history asked for, 0 in live play
 * @param stopTime Unix seconds, 0 in live play
 * @param ySsrc the SSRC of the media ({@code y=})
 * @param fMedia codecs, resolution and rates ({@code f=}), as written, possibly empty
 * @param otherLines lines of the session that no component names, whole and in their order
 */
public record SessionDescription(
        Optional<Origin> origin,
        String sessionName,
        Optional<String> uri,
        Optional<String> address,
        long startTime,
        long stopTime,
        List<MediaDescription> media,
        Optional<Ssrc> ySsrc,
        Optional<String> fMedia,
        List<String> otherLines) {
    public SessionDescription {
        requireTimes(startTime, stopTime);
        media = List.copyOf(media);
        otherLines = List.copyOf(otherLines);
        requireLines(otherLines);
    }

    /** Kind of session, of the s line; empty in answers with a name of their own. */
    public Optional<SessionKind> kind() {
        return SessionKind.of(sessionName);
    }

    /**
     * Kind of session that an offer asks for. Without a word it is live play; one of sound alone, whose author sends, is voice
     * for an output whatever its {@code s=} line says: some platforms know talk by no other sign.
     */
    public SessionKind offeredKind() {
        SessionKind named = kind().orElse(SessionKind.PLAY);
        boolean speaks = audio().flatMap(MediaDescription::direction)
                .filter(direction -> direction == Direction.SENDONLY || direction == Direction.SENDRECV)
                .isPresent();
        return named == SessionKind.PLAY && video().isEmpty() && speaks ? SessionKind.TALK : named;
    }

    /** The media that a session has one of: its video, which carries sound as well, or else its audio. */
    public Optional<MediaDescription> main() {
        return video().or(this::audio);
    }

    /** The first video media. */
    public Optional<MediaDescription> video() {
        return media.stream().filter(MediaDescription::isVideo).findFirst();
    }

    /** The first audio media. */
    public Optional<MediaDescription> audio() {
        return media.stream().filter(MediaDescription::isAudio).findFirst();
    }

    /** Connection address of a medium: the media's own address, else the session's. */
    public Optional<String> addressOf(MediaDescription description) {
        return description.address().or(() -> address);
    }

    /** The same session with other media. */
    public SessionDescription withMedia(List<MediaDescription> others) {
        return new SessionDescription(
                origin, sessionName, uri, address, startTime, stopTime, others, ySsrc, fMedia, otherLines);
    }

    /** The same session under another {@code s=} line, and with media described by {@code f=}. */
    public SessionDescription named(String name, String described) {
        return new SessionDescription(
                origin, name, uri, address, startTime, stopTime, media, ySsrc, Optional.of(described), otherLines);
    }

    static void requireTimes(long startTime, long stopTime) {
        if (startTime < 0 || stopTime < 0) {
            throw new IllegalArgumentException("t=: " + startTime + " " + stopTime + " (expected: 0 or above)");
        }
    }

    static void requireLines(List<String> lines) {
        for (String line : lines) {
            if (line.length() < 2 || line.charAt(1) != '=') {
                throw new IllegalArgumentException("sdp line: (expected: a letter and =)");
            }
        }
    }
}
