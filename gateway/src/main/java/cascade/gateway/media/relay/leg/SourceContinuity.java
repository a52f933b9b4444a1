package cascade.gateway.media.relay.leg;

import java.time.Duration;

/**
 * Continuity of an RTP stream whose source port changes: a NAT binding anew, or an encoder that opened its socket again.
 * Sequence numbers that go on are followed from the last packet of the confirmed port, step by step as <a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#appendix-A.1">RFC 3550 appendix A.1</a> allows; once that port has
 * been silent for long enough, the stream may go on from the other. Loop thread.
 */
public final class SourceContinuity {

    /**
     * <a href="https://datatracker.ietf.org/doc/html/rfc3550#appendix-A.1">RFC 3550 appendix A.1</a>: a larger step is
     * another stream, or the same one begun anew.
     */
    private static final int MAX_DROPOUT = 3_000;

    private static final int SEQUENCE_MASK = 0xFFFF;

    private final long silenceNanos;
    private boolean following;
    private long followedSinceNanos;
    private int sequence;

    /** @param silence of the confirmed port before another may take over; zero: none may */
    public SourceContinuity(Duration silence) {
        this.silenceNanos = silence.toNanos();
    }

    /**
     * Follows a packet of the stream's SSRC from another port of the source's host: true when the stream goes on from
     * there.
     *
     * @param lastSequence the highest of the confirmed port
     * @param lastNanos when that port sent last
     */
    public boolean goesOn(int packetSequence, int lastSequence, long lastNanos, long nowNanos) {
        if (silenceNanos == 0) {
            return false;
        }
        if (!following || followedSinceNanos != lastNanos) {
            following = true;
            followedSinceNanos = lastNanos;
            sequence = lastSequence;
        }
        int step = (packetSequence - sequence) & SEQUENCE_MASK;
        if (step == 0 || step > MAX_DROPOUT) {
            return false;
        }
        sequence = packetSequence;
        return nowNanos - lastNanos >= silenceNanos;
    }
}
