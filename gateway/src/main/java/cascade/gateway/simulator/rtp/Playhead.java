package cascade.gateway.simulator.rtp;

import cascade.gateway.simulator.video.RecordedPart;
import cascade.gateway.simulator.video.VideoClip;
import cascade.gateway.simulator.video.VideoSettings;

/**
 * Play position in a clip or a recording: the frame that is sent next and the time when it is due, at a scale, across
 * pauses and jumps. In reverse the groups of pictures come in reverse order, the frames in each forward (GB/T 28181-2022
 * annex B). Used by one thread, that of the sender it is given to.
 */
public final class Playhead {

    private static final double NANOS_PER_SECOND = 1e9;

    private final VideoClip clip;
    private final FramePace pace;
    private final long first;
    private final long end;
    private long frame;
    /** The last frame is before it, in reverse at it. */
    private long until;
    /** In reverse: first frame of the group that is sent now. */
    private long groupStart;

    private double scale = 1;
    private boolean paused;
    private boolean over;
    private long anchorNanos;
    private long sinceAnchor;
    private long sent;

    private Playhead(VideoClip clip, long first, long end) {
        this.clip = clip;
        this.pace = new FramePace(clip.settings().framesPerSecond());
        this.first = first;
        this.end = end;
        this.frame = first;
        this.until = end;
    }

    /** A camera's: without end. */
    public static Playhead live(VideoClip clip) {
        return new Playhead(clip, 0, Long.MAX_VALUE);
    }

    /** A recorder's, at the part's start. */
    public static Playhead of(RecordedPart part) {
        return new Playhead(part.clip(), part.firstFrame(), part.endFrame());
    }

    VideoClip clip() {
        return clip;
    }

    /** The next frame is due at that time of {@link System#nanoTime}. */
    void begin(long nanos) {
        anchorNanos = nanos;
        sinceAnchor = 0;
    }

    /** Goes on so much later, as if the time between had not been. */
    void shift(long nanos) {
        anchorNanos += nanos;
    }

    /** The frame that comes next, or is under way. */
    long frame() {
        return frame;
    }

    /** How many frames have been sent whole. */
    long sent() {
        return sent;
    }

    boolean isMoving() {
        return !paused && !over;
    }

    boolean isOver() {
        return over;
    }

    long dueNanos(int packet, int packetsOfFrame) {
        return anchorNanos + (long) (pace.dueNanos(sinceAnchor, packet, packetsOfFrame) / Math.abs(scale));
    }

    /** Where the 90 kHz clock of the media is at that time. */
    long ticksAt(long nanos) {
        long ticksPerFrame = clip.settings().ticksPerFrame();
        if (!isMoving() || scale < 0) {
            return frame * ticksPerFrame;
        }
        double elapsed = (nanos - anchorNanos) * scale / NANOS_PER_SECOND;
        return (frame - sinceAnchor) * ticksPerFrame + (long) (elapsed * VideoSettings.CLOCK_HZ);
    }

    /** The frame has been sent whole. */
    void advance() {
        sinceAnchor++;
        sent++;
        long next = frame + 1;
        if (scale > 0) {
            frame = next;
            over = next >= until;
        } else if (next < end && !clip.isKey(next)) {
            frame = next;
        } else if (groupStart > until) {
            beginGroup(groupStart - 1);
        } else {
            over = true;
        }
    }

    private void beginGroup(long of) {
        groupStart = RecordedPart.keyFrame(clip, of);
        frame = groupStart;
    }

    void apply(PlayChange change, long nowNanos) {
        switch (change) {
            case PlayChange.Pause() -> paused = true;
            case PlayChange.Play play -> play(play, nowNanos);
        }
    }

    private void play(PlayChange.Play play, long nowNanos) {
        double before = scale;
        scale = play.scale().orElse(scale);
        frame = play.from().orElse(frame);
        if (scale > 0) {
            until = play.until().orElse(end);
            over = frame >= until;
        } else {
            until = play.until().orElse(first);
            over = false;
            if (before > 0 || play.from().isPresent()) {
                beginGroup(Math.min(frame, end - 1));
            }
        }
        paused = false;
        begin(nowNanos);
    }
}
