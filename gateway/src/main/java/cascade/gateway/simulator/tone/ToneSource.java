package cascade.gateway.simulator.tone;

import java.nio.ByteBuffer;

/** Sine tone in A-law, one sample after the other. One thread. */
public final class ToneSource {

    private static final double AMPLITUDE = 8_000;

    private final double step;
    private long sample;

    public ToneSource(double hz) {
        this.step = 2 * Math.PI * hz / ALaw.RATE_HZ;
    }

    /** The next samples, into what is left of the buffer. */
    public void fill(ByteBuffer to) {
        while (to.hasRemaining()) {
            to.put(ALaw.encode((int) Math.round(AMPLITUDE * Math.sin(step * sample))));
            sample++;
        }
    }
}
