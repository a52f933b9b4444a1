package cascade.gateway.simulator.video;

import java.io.ByteArrayOutputStream;

/**
 * Part of a camera's recording (录像): its clip, repeated since the Unix epoch, from one second to another; the same bytes
 * for the same time, whoever asks. Frames are counted from the epoch on. Immutable, any thread.
 *
 * @param firstFrame a key frame: the one at the start or the last before it
 * @param endFrame the one behind the last
 */
public record RecordedPart(VideoClip clip, long firstFrame, long endFrame) {

    public RecordedPart {
        if (firstFrame < 0 || endFrame <= firstFrame) {
            throw new IllegalArgumentException(
                    "recorded part: frames " + firstFrame + " to " + endFrame + " (expected: one frame at least)");
        }
    }

    /** Between two times in Unix seconds, as {@code t=} tells them. */
    public static RecordedPart of(VideoClip clip, long startSeconds, long stopSeconds) {
        int framesPerSecond = clip.settings().framesPerSecond();
        return new RecordedPart(clip, keyFrame(clip, startSeconds * framesPerSecond), stopSeconds * framesPerSecond);
    }

    /** The key frame at that frame of a stream or the last before it; a clip begins with one. */
    public static long keyFrame(VideoClip clip, long frame) {
        long key = frame;
        while (!clip.isKey(key)) {
            key--;
        }
        return key;
    }

    /** Where play begins at that second of the part: a key frame inside of it. */
    public long frameAt(double seconds) {
        long wanted = firstFrame + Math.round(seconds * clip.settings().framesPerSecond());
        return keyFrame(clip, Math.clamp(wanted, firstFrame, endFrame - 1));
    }

    public long frames() {
        return endFrame - firstFrame;
    }

    /** Bytes of its program stream. */
    public long bytes() {
        long repetitions = frames() / clip.frames();
        long bytes = repetitions * clip.packs().capacity();
        for (long frame = firstFrame + repetitions * clip.frames(); frame < endFrame; frame++) {
            bytes += clip.packBytes((int) (frame % clip.frames()));
        }
        return bytes;
    }

    /** Its whole program stream. */
    public byte[] content() {
        return content(firstFrame, endFrame);
    }

    /** The program stream from one of its frames up to another, which is not in it. */
    public byte[] content(long from, long to) {
        var stream = new ByteArrayOutputStream();
        for (long frame = from; frame < to; frame++) {
            stream.writeBytes(clip.pack(frame));
        }
        return stream.toByteArray();
    }
}
