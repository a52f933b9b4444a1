package cascade.gateway.simulator.video;

import java.nio.ByteBuffer;

/**
 * Program stream multiplexer for H.264 access units (GB/T 28181-2016 annex C, ISO/IEC 13818-1 section 2.5): one pack a
 * frame; key frames carry the system header and the program stream map besides.
 *
 * <pre>
 *  key frame:  pack header | system header | program stream map | PES E0 with PTS [| PES E0 ...]
 *  others:     pack header | PES E0 with PTS [| PES E0 ...]
 * </pre>
 *
 * <p>Stateless but for the rates that the headers announce; for any thread.
 */
final class PsMuxer {

    static final int PACK_HEADER_BYTES = 14;
    static final int SYSTEM_HEADER_BYTES = 15;
    static final int STREAM_MAP_BYTES = 20;
    static final int VIDEO_STREAM_ID = 0xE0;
    static final int STREAM_TYPE_H264 = 0x1B;

    /** From a pack's first byte to its SCR. */
    static final int SCR_OFFSET = 4;

    private static final int PACK_START = 0x1BA;
    private static final int SYSTEM_HEADER_START = 0x1BB;
    private static final int STREAM_MAP_START = 0x1BC;
    private static final int VIDEO_PES_START = 0x100 | VIDEO_STREAM_ID;
    private static final int MAX_PES_LENGTH = 0xFFFF;
    private static final int PES_START_BYTES = 6;
    private static final int PES_FLAG_BYTES = 3;
    private static final int PTS_BYTES = 5;
    private static final int MUX_RATE_UNIT_BYTES = 50;
    private static final int MAX_MUX_RATE = (1 << 22) - 1;
    private static final int BUFFER_UNIT_BYTES = 1024;
    private static final int MAX_BUFFER_UNITS = (1 << 13) - 1;
    private static final int MARKED = 1;

    private final int muxRate;
    private final int bufferUnits;

    /**
     * @param largestFrameBytes of all that will be muxed: sizes the decoder buffer that is announced
     * @param framesPerSecond with the largest frame it bounds the rate that is announced
     */
    PsMuxer(int largestFrameBytes, int framesPerSecond) {
        long bytesPerSecond = (long) largestFrameBytes * framesPerSecond;
        muxRate = (int) Math.min(MAX_MUX_RATE, bytesPerSecond / MUX_RATE_UNIT_BYTES + 1);
        bufferUnits = Math.min(MAX_BUFFER_UNITS, largestFrameBytes / BUFFER_UNIT_BYTES + 1);
    }

    /** How many bytes {@link #mux} writes for this frame. */
    int packBytes(AccessUnit frame) {
        int rest = frame.bytes().length - maxPayload(true);
        int furtherPes = rest <= 0 ? 0 : (rest + maxPayload(false) - 1) / maxPayload(false);
        return ptsOffset(frame.isKey())
                + PTS_BYTES
                + furtherPes * (PES_START_BYTES + PES_FLAG_BYTES)
                + frame.bytes().length;
    }

    /** From a pack's first byte to the PTS of its frame. */
    static int ptsOffset(boolean isKey) {
        int headers = isKey ? PACK_HEADER_BYTES + SYSTEM_HEADER_BYTES + STREAM_MAP_BYTES : PACK_HEADER_BYTES;
        return headers + PES_START_BYTES + PES_FLAG_BYTES;
    }

    /** Appends one pack; SCR and PTS are both {@code ticks}, as in cameras that do not reorder frames. */
    void mux(AccessUnit frame, long ticks, ByteBuffer out) {
        packHeader(ticks, out);
        if (frame.isKey()) {
            systemHeader(out);
            streamMap(out);
        }
        byte[] bytes = frame.bytes();
        int from = 0;
        do {
            boolean isFirst = from == 0;
            int payload = Math.min(maxPayload(isFirst), bytes.length - from);
            pesHeader(payload, isFirst, ticks, out);
            out.put(bytes, from, payload);
            from += payload;
        } while (from < bytes.length);
    }

    private static int maxPayload(boolean isFirst) {
        return MAX_PES_LENGTH - PES_FLAG_BYTES - (isFirst ? PTS_BYTES : 0);
    }

    private void packHeader(long ticks, ByteBuffer out) {
        out.putInt(PACK_START);
        PsTimestamp.putScr(out, out.position(), ticks);
        out.position(out.position() + PsTimestamp.SCR_BYTES);
        putMarked22(muxRate, 0b11, 2, out);
        out.put((byte) 0xF8);
    }

    private void systemHeader(ByteBuffer out) {
        out.putInt(SYSTEM_HEADER_START);
        out.putShort((short) (SYSTEM_HEADER_BYTES - PES_START_BYTES));
        int rateBound = 1 << 23 | muxRate << 1 | MARKED;
        out.put((byte) (rateBound >> 16)).putShort((short) rateBound);
        // no audio; no fixed rate; video locked to the clock, one video stream
        out.put((byte) 0).put((byte) 0x61).put((byte) 0x7F);
        out.put((byte) VIDEO_STREAM_ID).putShort((short) (0b111 << 13 | bufferUnits));
    }

    private static void streamMap(ByteBuffer out) {
        int start = out.position();
        out.putInt(STREAM_MAP_START);
        out.putShort((short) (STREAM_MAP_BYTES - PES_START_BYTES));
        out.put((byte) 0xE0).put((byte) 0xFF);
        out.putShort((short) 0);
        out.putShort((short) 4);
        out.put((byte) STREAM_TYPE_H264).put((byte) VIDEO_STREAM_ID).putShort((short) 0);
        out.putInt(Crc32Mpeg.of(out, start, out.position()));
    }

    private static void pesHeader(int payload, boolean withPts, long ticks, ByteBuffer out) {
        int ptsBytes = withPts ? PTS_BYTES : 0;
        out.putInt(VIDEO_PES_START);
        out.putShort((short) (PES_FLAG_BYTES + ptsBytes + payload));
        // the first one is aligned: its payload begins with a start code
        out.put((byte) (withPts ? 0x84 : 0x80)).put((byte) (withPts ? 0x80 : 0)).put((byte) ptsBytes);
        if (withPts) {
            PsTimestamp.putPts(out, out.position(), ticks);
            out.position(out.position() + PTS_BYTES);
        }
    }

    private static void putMarked22(int value, int marker, int markerBits, ByteBuffer out) {
        int bits = value << markerBits | marker;
        out.put((byte) (bits >> 16)).putShort((short) bits);
    }
}
