package cascade.gateway.media.peek;

/**
 * Reader of the bits of a raw byte sequence payload (ITU-T H.264 section 7.2, H.265 section 7.2): emulation prevention bytes
 * are left out. Past the end there are zeros, and {@link #isOver}. One thread.
 */
final class BitReader {

    private static final int EMULATION_PREVENTION = 3;
    private static final int MOST_ZEROS = 31;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int bit;
    private int zeros;
    private boolean over;

    BitReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean isOver() {
        return over;
    }

    int bit() {
        if (at >= end) {
            over = true;
            return 0;
        }
        int value = (bytes[at] >> (7 - bit)) & 1;
        if (++bit == Byte.SIZE) {
            bit = 0;
            next();
        }
        return value;
    }

    private void next() {
        zeros = bytes[at] == 0 ? zeros + 1 : 0;
        at++;
        if (zeros >= 2 && at < end && bytes[at] == EMULATION_PREVENTION) {
            zeros = 0;
            at++;
        }
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 1) | bit();
        }
        return value;
    }

    void skip(int count) {
        for (int i = 0; i < count && !over; i++) {
            bit();
        }
    }

    boolean flag() {
        return bit() == 1;
    }

    /** Exp-Golomb, unsigned: ue(v). */
    int unsigned() {
        int leading = 0;
        while (!over && bit() == 0) {
            if (++leading > MOST_ZEROS) {
                over = true;
            }
        }
        return over ? 0 : (1 << leading) - 1 + bits(leading);
    }

    /** Exp-Golomb, signed: se(v). */
    int signed() {
        int code = unsigned();
        return (code & 1) == 1 ? (code >> 1) + 1 : -(code >> 1);
    }
}
