package cascade.gateway.simulator.rtp;

/**
 * Pacing of a clip: the times at which packets are due, frames evenly, the packets of a frame evenly over its interval,
 * so that a key frame does not leave as a burst (GB/T 28181-2016 4.3.6).
 *
 * @param framesPerSecond of the clip
 */
record FramePace(int framesPerSecond) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** From the stream's start to that packet of that frame, both counted from 0. */
    long dueNanos(long frame, int packet, int packetsOfFrame) {
        long frameStart = frame * NANOS_PER_SECOND / framesPerSecond;
        long interval = NANOS_PER_SECOND / framesPerSecond;
        return frameStart + packet * interval / packetsOfFrame;
    }
}
