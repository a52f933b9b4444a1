package cascade.gateway.simulator.video;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Video clip as packs of a program stream, one a frame, to be sent over and over. Immutable and shared by all streams
 * that show it: a sender copies the head of each pack and writes the running time into the copy.
 */
public final class VideoClip {

    private static final int PTS_BYTES = 5;

    private final VideoSettings settings;
    private final Path elementaryStream;
    private final ByteBuffer packs;
    private final int[] offsets;
    private final boolean[] isKey;

    private VideoClip(VideoSettings settings, Path elementaryStream, ByteBuffer packs, int[] offsets, boolean[] isKey) {
        this.settings = settings;
        this.elementaryStream = elementaryStream;
        this.packs = packs;
        this.offsets = offsets;
        this.isKey = isKey;
    }

    /** Packs an H.264 byte stream whose pictures begin with access unit delimiters. */
    public static VideoClip of(VideoSettings settings, Path elementaryStream, byte[] h264) throws VideoException {
        List<AccessUnit> frames = AccessUnit.split(h264);
        if (!frames.getFirst().isKey()) {
            throw new VideoException(elementaryStream + ": begins with a dependent frame (expected: a key frame)");
        }
        int largest =
                frames.stream().mapToInt(frame -> frame.bytes().length).max().orElseThrow();
        PsMuxer muxer = new PsMuxer(largest, settings.framesPerSecond());
        ByteBuffer packs = ByteBuffer.allocateDirect(
                frames.stream().mapToInt(muxer::packBytes).sum());
        int[] offsets = new int[frames.size() + 1];
        boolean[] isKey = new boolean[frames.size()];
        for (int i = 0; i < frames.size(); i++) {
            muxer.mux(frames.get(i), (long) i * settings.ticksPerFrame(), packs);
            offsets[i + 1] = packs.position();
            isKey[i] = frames.get(i).isKey();
        }
        return new VideoClip(settings, elementaryStream, packs.flip().asReadOnlyBuffer(), offsets, isKey);
    }

    public VideoSettings settings() {
        return settings;
    }

    /** The H.264 file that the packs were made from: what a received stream has to decode to. */
    public Path elementaryStream() {
        return elementaryStream;
    }

    public int frames() {
        return isKey.length;
    }

    /** All packs in a row; a view with a position of its own. */
    public ByteBuffer packs() {
        return packs.duplicate();
    }

    /** Where a frame's pack begins in {@link #packs}. */
    public int packOffset(int frame) {
        return offsets[frame];
    }

    /** Whether a decoder can begin at the n-th frame of a stream, counted from 0 over all repetitions. */
    public boolean isKey(long frameOfStream) {
        return isKey[(int) (frameOfStream % frames())];
    }

    public int packBytes(int frame) {
        return offsets[frame + 1] - offsets[frame];
    }

    /** How much of a pack must be copied before {@link #retime}. */
    public int headBytes(int frame) {
        return PsMuxer.ptsOffset(isKey[frame]) + PTS_BYTES;
    }

    /** Writes the running time into a copy of a pack's head that begins at {@code offset}. */
    public void retime(int frame, long ticks, ByteBuffer head, int offset) {
        PsTimestamp.putScr(head, offset + PsMuxer.SCR_OFFSET, ticks);
        PsTimestamp.putPts(head, offset + PsMuxer.ptsOffset(isKey[frame]), ticks);
    }

    /** The pack that is sent as the n-th of a stream, counted from 0 over all repetitions. */
    public byte[] pack(long frameOfStream) {
        int frame = (int) (frameOfStream % frames());
        byte[] pack = new byte[packBytes(frame)];
        packs.get(packOffset(frame), pack);
        retime(frame, frameOfStream * settings.ticksPerFrame(), ByteBuffer.wrap(pack), 0);
        return pack;
    }
}
