package cascade.gateway.call.live;

import cascade.gateway.call.session.Session;
import cascade.gateway.gb.SsrcAllocator;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.monitoring.StreamKind;

/** Live play: one stream of a channel for all its viewers, which lingers for the next. */
public final class LivePlay {

    public static final Session SESSION =
            new Session(SessionKind.PLAY, StreamKind.LIVE, SsrcAllocator.Kind.LIVE, true, true, Session.Flow.UPWARD);

    private LivePlay() {}
}
