package cascade.gateway.call.voice;

import cascade.gateway.call.session.Session;
import cascade.gateway.gb.SsrcAllocator;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.monitoring.StreamKind;

/** Kinds of voice session: each has its one speaker, and so a stream of its own, which ends with its viewer. */
public final class Voice {

    /** Sound in both directions in one dialog, which the upper asks for by {@code s=Talk}. */
    public static final Session TALK = new Session(
            SessionKind.TALK, StreamKind.TALK, SsrcAllocator.Kind.LIVE, false, false, Session.Flow.BOTH_WAYS);

    /** Sound to a loudspeaker: the upper announces it, and the lower calls for it. */
    public static final Session BROADCAST = new Session(
            SessionKind.PLAY, StreamKind.BROADCAST, SsrcAllocator.Kind.LIVE, false, false, Session.Flow.DOWNWARD);

    private Voice() {}
}
