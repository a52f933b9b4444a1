package cascade.gateway.simulator.video;

import java.nio.ByteBuffer;

/** CRC-32 of a program stream map (ISO/IEC 13818-1 annex A): polynomial 04C11DB7, most significant bit first. */
final class Crc32Mpeg {

    private static final int POLYNOMIAL = 0x04C1_1DB7;

    private Crc32Mpeg() {}

    static int of(ByteBuffer buffer, int from, int to) {
        int crc = -1;
        for (int i = from; i < to; i++) {
            crc ^= buffer.get(i) << 24;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = crc < 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
            }
        }
        return crc;
    }
}
