package cascade.gateway.simulator.tone;

import java.nio.ByteBuffer;

/** Meter of the frequencies in the last half second of a voice, by the Goertzel algorithm. Any thread. */
public final class ToneMeter {

    private static final int WINDOW = ALaw.RATE_HZ / 2;

    private final int[] samples = new int[WINDOW];
    private long heard;

    /** A-law samples, from the buffer's position to its limit. */
    public synchronized void add(ByteBuffer payload) {
        for (int at = payload.position(); at < payload.limit(); at++) {
            samples[(int) (heard++ % WINDOW)] = ALaw.decode(payload.get(at));
        }
    }

    /** Share of the power at a frequency: near 1 where the voice is that tone, 0 where there is none yet. */
    public synchronized double share(double hz) {
        int known = (int) Math.min(heard, WINDOW);
        long first = heard - known;
        double coefficient = 2 * Math.cos(2 * Math.PI * hz / ALaw.RATE_HZ);
        double last = 0;
        double lastButOne = 0;
        double power = 0;
        for (int i = 0; i < known; i++) {
            double sample = samples[(int) ((first + i) % WINDOW)];
            double next = sample + coefficient * last - lastButOne;
            lastButOne = last;
            last = next;
            power += sample * sample;
        }
        double there = last * last + lastButOne * lastButOne - coefficient * last * lastButOne;
        return power == 0 ? 0 : 2 * there / (known * power);
    }
}
