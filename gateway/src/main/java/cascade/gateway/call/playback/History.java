package cascade.gateway.call.playback;

import cascade.gateway.call.session.Session;
import cascade.gateway.gb.SsrcAllocator;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.monitoring.StreamKind;
import java.util.List;

/** Playback and download: a stream for each viewer, since each is somewhere else in the recording. */
public final class History {

    public static final Session PLAYBACK = session(SessionKind.PLAYBACK, StreamKind.PLAYBACK);

    public static final Session DOWNLOAD = session(SessionKind.DOWNLOAD, StreamKind.DOWNLOAD);

    public static final List<Session> SESSIONS = List.of(PLAYBACK, DOWNLOAD);

    private History() {}

    private static Session session(SessionKind kind, StreamKind meter) {
        return new Session(kind, meter, SsrcAllocator.Kind.HISTORY, false, false, Session.Flow.UPWARD);
    }
}
