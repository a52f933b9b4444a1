package cascade.gateway.testkit.media;

import cascade.gateway.media.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Sine tone as voice sends it: PCMA (G.711 A-law, 8 kHz) in RTP packets of 20 ms, and how much of a frequency there is in
 * such packets, by the Goertzel algorithm.
 */
public final class Tone {

    public static final int PCMA = 8;

    private static final int RATE_HZ = 8_000;
    private static final int PACKET_SAMPLES = RATE_HZ / 50;
    private static final double AMPLITUDE = 8_000;

    private static final int SIGN = 0x80;
    private static final int EVEN_BITS = 0x55;
    private static final int MANTISSA_BITS = 4;

    private Tone() {}

    /** So many packets of the tone, numbered from 1. */
    public static List<byte[]> packets(double hz, int count, int ssrc) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] payload = new byte[PACKET_SAMPLES];
            for (int k = 0; k < PACKET_SAMPLES; k++) {
                double at = (double) (i * PACKET_SAMPLES + k) / RATE_HZ;
                payload[k] = encode((int) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hz * at)));
            }
            byte[] packet = RtpPeer.packet(i + 1, i * PACKET_SAMPLES, ssrc, payload);
            RtpHeader.setPayloadType(ByteBuffer.wrap(packet), 0, PCMA);
            packets.add(packet);
        }
        return packets;
    }

    /** Share of the sound's power at that frequency: near 1 for the tone itself, near 0 for another. */
    public static double share(double hz, List<byte[]> packets) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hz / RATE_HZ);
        double last = 0;
        double lastButOne = 0;
        double power = 0;
        int samples = 0;
        for (byte[] packet : packets) {
            for (int i = RtpHeader.FIXED_BYTES; i < packet.length; i++) {
                double sample = decode(packet[i]);
                double next = sample + coefficient * last - lastButOne;
                lastButOne = last;
                last = next;
                power += sample * sample;
                samples++;
            }
        }
        double atFrequency = last * last + lastButOne * lastButOne - coefficient * last * lastButOne;
        return 2 * atFrequency / (samples * power);
    }

    /** A-law of a 16-bit sample: ITU-T G.711 table 1. */
    static byte encode(int sample) {
        int sign = sample >= 0 ? SIGN : 0;
        int magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 0x7FFF) >> 3;
        int segment = Math.max(0, 32 - Integer.numberOfLeadingZeros(magnitude >> 5));
        int mantissa = segment == 0 ? magnitude >> 1 : magnitude >> segment;
        return (byte) ((sign | (segment << MANTISSA_BITS) | (mantissa & 0x0F)) ^ EVEN_BITS);
    }

    static int decode(byte code) {
        int bits = (code & 0xFF) ^ EVEN_BITS;
        int segment = (bits >> MANTISSA_BITS) & 0x07;
        int magnitude = ((bits & 0x0F) << 4) + 8;
        if (segment > 0) {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }
        return (bits & SIGN) != 0 ? magnitude : -magnitude;
    }
}
