package cascade.gateway.call.session;

import cascade.config.Permission;
import cascade.gateway.gb.SsrcAllocator;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.monitoring.StreamKind;

/**
 * Kind of media session: the one place that says what the upper must be permitted, how the session is counted and what may
 * be done with its stream (GB/T 28181-2016 9.2, 9.8, 9.9, 9.12). Rooms of the house add kinds; nobody else asks "is it
 * live?". Immutable, any thread.
 *
 * @param sdp the operation in the {@code s=} line
 * @param meter the label in metrics
 * @param ssrc digit 1 of its SSRCs
 * @param shareable whether viewers of one channel share one stream, so that the lower is asked once (annexes K and L)
 * @param lingers whether the stream outlives its last viewer by {@code media.stream-linger}
 * @param flow which way the media goes
 */
public record Session(
        SessionKind sdp, StreamKind meter, SsrcAllocator.Kind ssrc, boolean shareable, boolean lingers, Flow flow) {

    /** What an upper's domain needs for an operation, served or not. */
    public static Permission permission(SessionKind kind) {
        return switch (kind) {
            case PLAY -> Permission.LIVE;
            case PLAYBACK -> Permission.PLAYBACK;
            case DOWNLOAD -> Permission.DOWNLOAD;
            case TALK -> Permission.BROADCAST;
        };
    }

    /** Whether it plays a recording, which ends by itself and can be controlled. */
    public boolean isRecording() {
        return ssrc == SsrcAllocator.Kind.HISTORY;
    }

    /** Whether somebody speaks to the channel, which only one can at a time. */
    public boolean needsFloor() {
        return flow != Flow.UPWARD;
    }

    /** How an operation is counted, served or not. */
    public static StreamKind meter(SessionKind kind) {
        return switch (kind) {
            case PLAY -> StreamKind.LIVE;
            case PLAYBACK -> StreamKind.PLAYBACK;
            case DOWNLOAD -> StreamKind.DOWNLOAD;
            case TALK -> StreamKind.TALK;
        };
    }

    /** Direction of the media between the platforms. */
    public enum Flow {
        /** From the lower to the upper: pictures. */
        UPWARD,
        /** From the upper to the lower: voice to a loudspeaker. */
        DOWNWARD,
        /** Either way in one dialog: talk. */
        BOTH_WAYS
    }
}
