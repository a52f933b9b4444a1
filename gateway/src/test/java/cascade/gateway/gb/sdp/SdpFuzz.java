package cascade.gateway.gb.sdp;

import java.util.List;

/**
 * Fuzz target: a description is refused, or read so that it can be written and read again with the same meaning. Lines
 * that are only kept may become fewer: a second direction of the session says nothing once each media has its own.
 */
public final class SdpFuzz {

    private SdpFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        SessionDescription session;
        try {
            session = SdpParser.parse(data);
        } catch (SdpSyntaxException refused) {
            return;
        }
        String written = SdpWriter.write(session);
        try {
            if (!meaning(SdpParser.parse(written)).equals(meaning(session))) {
                throw new AssertionError("what was read reads differently");
            }
        } catch (SdpSyntaxException refused) {
            throw new AssertionError("what was read cannot be read again", refused);
        }
    }

    private static SessionDescription meaning(SessionDescription session) {
        return new SessionDescription(
                session.origin(),
                session.sessionName(),
                session.uri(),
                session.address(),
                session.startTime(),
                session.stopTime(),
                session.media(),
                session.ySsrc(),
                session.fMedia(),
                List.of());
    }
}
