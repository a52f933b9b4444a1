package cascade.gateway.media.peek;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Counts of the video frames of one look: how fast they come, how fast their timestamps run, how many lie between two key
 * frames. Times are those of arrival, in nanoseconds. One thread.
 */
final class FrameClock {

    /** From fewer frames nothing is concluded. */
    private static final int ENOUGH = 8;

    private static final double CLOCK_HZ = 90_000;

    private int samples;
    private int stamps;
    private int firstStamp;
    private int lastStamp;
    private long firstNanos;
    private long lastNanos;
    private boolean keySeen;
    private int samplesAtKey;
    private int stampsAtKey;
    private int samplesBetweenKeys;
    private int stampsBetweenKeys;

    void restart() {
        samples = 0;
        stamps = 0;
        keySeen = false;
        samplesBetweenKeys = 0;
        stampsBetweenKeys = 0;
    }

    /** A sample with the beginning of video. */
    void onVideo(int timestamp, boolean newKey, long nanos) {
        if (samples == 0) {
            firstStamp = timestamp;
            firstNanos = nanos;
        }
        samples++;
        stamps += stamps == 0 || timestamp != lastStamp ? 1 : 0;
        lastStamp = timestamp;
        lastNanos = nanos;
        if (newKey) {
            onKey();
        }
    }

    private void onKey() {
        if (keySeen) {
            samplesBetweenKeys = samples - samplesAtKey;
            stampsBetweenKeys = stamps - stampsAtKey;
        }
        keySeen = true;
        samplesAtKey = samples;
        stampsAtKey = stamps;
    }

    int frames() {
        return isStill() ? samples : stamps;
    }

    /** All frames have one timestamp. */
    boolean isStill() {
        return stamps == 1 && samples >= ENOUGH && lastNanos > firstNanos;
    }

    OptionalInt gop() {
        int gop = isStill() ? samplesBetweenKeys : stampsBetweenKeys;
        return gop > 0 ? OptionalInt.of(gop) : OptionalInt.empty();
    }

    OptionalDouble frameRate() {
        if (isStill()) {
            return OptionalDouble.of((samples - 1) * seconds(1) / (lastNanos - firstNanos));
        }
        int ticks = lastStamp - firstStamp;
        return stamps >= ENOUGH && ticks > 0
                ? OptionalDouble.of((stamps - 1) * CLOCK_HZ / ticks)
                : OptionalDouble.empty();
    }

    OptionalDouble timestampHz() {
        long span = lastNanos - firstNanos;
        return stamps >= ENOUGH && span > 0
                ? OptionalDouble.of((lastStamp - firstStamp) * seconds(1) / span)
                : OptionalDouble.empty();
    }

    private static double seconds(int count) {
        return TimeUnit.SECONDS.toNanos(count);
    }
}
