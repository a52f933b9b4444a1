package cascade.gateway.media.peek;

/**
 * Bounds of the units of a program stream: pack headers, system headers, maps and PES packets (ISO/IEC 13818-1 sections
 * 2.4.3.6 and 2.5.3). Whatever bytes come, a bound lies behind its unit's first byte. Pure.
 */
final class ProgramUnits {

    static final int PROGRAM_END = 0xB9;

    private static final int START_BYTES = 4;
    private static final int LENGTH_END = 6;
    private static final int PACK_BYTES = 14;
    private static final int MPEG1_PACK_BYTES = 12;
    private static final int PES_HEADER_END = 9;

    private ProgramUnits() {}

    /** One of the units of a program stream; below are start codes of the pictures themselves. */
    static boolean startsUnit(byte[] bytes, int at, int to) {
        return to - at >= START_BYTES
                && bytes[at] == 0
                && bytes[at + 1] == 0
                && bytes[at + 2] == 1
                && unsigned(bytes, at + 3) >= PROGRAM_END;
    }

    static int packBytes(byte[] bytes, int at, int to) {
        if (to - at < PACK_BYTES) {
            return to - at;
        }
        boolean mpeg1 = (bytes[at + 4] & 0xF0) == 0x20;
        return mpeg1 ? MPEG1_PACK_BYTES : PACK_BYTES + (bytes[at + PACK_BYTES - 1] & 0x07);
    }

    /** A length of 0 is not allowed here, but occurs: to the end. */
    static int unitEnd(byte[] bytes, int at, int to) {
        if (to - at < LENGTH_END) {
            return to;
        }
        int length = number(bytes, at + START_BYTES);
        return length == 0 ? to : at + LENGTH_END + length;
    }

    static int payloadAt(byte[] bytes, int at, int end) {
        return end - at < PES_HEADER_END ? end : at + PES_HEADER_END + unsigned(bytes, at + PES_HEADER_END - 1);
    }

    static int unsigned(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    static int number(byte[] bytes, int at) {
        return unsigned(bytes, at) << Byte.SIZE | unsigned(bytes, at + 1);
    }
}
