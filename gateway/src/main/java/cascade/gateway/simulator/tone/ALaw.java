package cascade.gateway.simulator.tone;

/** A-law companding of 16-bit samples, as PCMA carries them: ITU-T G.711 table 1. */
public final class ALaw {

    public static final int RATE_HZ = 8_000;
    public static final int PAYLOAD_TYPE = 8;

    private static final int SIGN = 0x80;
    private static final int EVEN_BITS = 0x55;
    private static final int MANTISSA_BITS = 4;
    private static final int MANTISSA = 0x0F;

    private ALaw() {}

    public static byte encode(int sample) {
        int sign = sample >= 0 ? SIGN : 0;
        int magnitude = Math.min(sample >= 0 ? sample : -sample - 1, Short.MAX_VALUE) >> 3;
        int segment = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(magnitude >> 5));
        int mantissa = (segment == 0 ? magnitude >> 1 : magnitude >> segment) & MANTISSA;
        return (byte) ((sign | (segment << MANTISSA_BITS) | mantissa) ^ EVEN_BITS);
    }

    public static int decode(byte code) {
        int bits = (code & 0xFF) ^ EVEN_BITS;
        int segment = (bits & ~SIGN) >> MANTISSA_BITS;
        int magnitude = ((bits & MANTISSA) << MANTISSA_BITS) + 8;
        if (segment > 0) {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }
        return (bits & SIGN) == 0 ? -magnitude : magnitude;
    }
}
