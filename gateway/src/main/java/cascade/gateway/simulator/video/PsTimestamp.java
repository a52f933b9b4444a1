package cascade.gateway.simulator.video;

import java.nio.ByteBuffer;

/**
 * Program stream timestamps, SCR, PTS and DTS of 33 bits, written in place so that a clip can be repeated with running
 * time (ISO/IEC 13818-1 sections 2.5.3.3 and 2.4.3.6).
 *
 * <pre>
 *  SCR  01 [32..30] 1 [29..15] 1 [14..0] 1 ext(9) 1      6 bytes
 *  PTS  0010 [32..30] 1 [29..15] 1 [14..0] 1              5 bytes
 * </pre>
 */
final class PsTimestamp {

    static final int SCR_BYTES = 6;

    private static final long MASK_33 = (1L << 33) - 1;

    private PsTimestamp() {}

    static void putScr(ByteBuffer buffer, int offset, long ticks) {
        long clock = ticks & MASK_33;
        long bits = 0b01L << 46
                | clock >>> 30 << 43
                | 1L << 42
                | (clock >>> 15 & 0x7FFF) << 27
                | 1L << 26
                | (clock & 0x7FFF) << 11
                | 1L << 10
                | 1L;
        buffer.putShort(offset, (short) (bits >>> 32));
        buffer.putInt(offset + 2, (int) bits);
    }

    static void putPts(ByteBuffer buffer, int offset, long ticks) {
        long clock = ticks & MASK_33;
        buffer.put(offset, (byte) (0b0010 << 4 | (int) (clock >>> 30) << 1 | 1));
        buffer.putShort(offset + 1, (short) ((clock >>> 15 & 0x7FFF) << 1 | 1));
        buffer.putShort(offset + 3, (short) ((clock & 0x7FFF) << 1 | 1));
    }
}
