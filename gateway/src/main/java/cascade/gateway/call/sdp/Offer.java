package cascade.gateway.call.sdp;

import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Offer of an upper (<a href="https://datatracker.ietf.org/doc/html/rfc3264#section-5">RFC 3264 section 5</a>), as far
 * as the bridge needs it.
 *
 * @param session the whole description
 * @param media the one of its media that is served: its video, of voice its audio
 * @param transport how the upper wants it, with the upper's role
 * @param receiver where the upper wants the RTP; where it connects, its port means nothing
 */
public record Offer(
        SessionDescription session, MediaDescription media, MediaTransport transport, InetSocketAddress receiver) {

    /** The stream of the camera that is meant, 0 the main one. */
    public int streamIndex() {
        return media.streamIndex().map(stream -> stream.index()).orElse(0);
    }

    /**
     * Which way the upper lets media flow; without a word it is both (<a
     * href="https://datatracker.ietf.org/doc/html/rfc3264#section-5.1">RFC 3264 section 5.1</a>).
     */
    public Direction direction() {
        return media.direction().orElse(Direction.SENDRECV);
    }

    /** Whether it is for voice, and so for sound alone. */
    public boolean isVoice() {
        return media.isAudio();
    }

    /** Our direction in the answer: we send what the upper receives, and in voice the other way as well. */
    public Direction answerDirection() {
        return isVoice() ? direction().answer() : Direction.SENDONLY;
    }

    /** Playback or download, where the upper wants a recording. */
    public Optional<SessionKind> history() {
        return session.kind().filter(kind -> kind == SessionKind.PLAYBACK || kind == SessionKind.DOWNLOAD);
    }

    /** The SSRC that the viewer wants to see, where it named a usable one. */
    public Optional<Ssrc> ssrc() {
        return session.ySsrc().filter(ssrc -> ssrc.value() != 0 && !ssrc.isPlaceholder());
    }
}
