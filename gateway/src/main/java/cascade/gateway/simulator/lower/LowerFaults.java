package cascade.gateway.simulator.lower;

import cascade.gateway.simulator.rtp.TcpFaults;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Faults of a simulated lower in calls.
 *
 * @param answerDelay between 100 and the final answer
 * @param rejectWith answers this code instead of 200
 * @param silent answers 100 and nothing more
 * @param noMedia answers 200 and sends nothing
 * @param mediaBeforeAck sends from its 200 on, as some cameras do
 * @param wrongSsrc sends another SSRC than its answer says
 * @param withholdOneIn leaves out every n-th RTP packet; 0: none
 * @param tcp of its end of a TCP media connection
 */
public record LowerFaults(
        Duration answerDelay,
        OptionalInt rejectWith,
        boolean silent,
        boolean noMedia,
        boolean mediaBeforeAck,
        boolean wrongSsrc,
        int withholdOneIn,
        TcpFaults tcp) {

    public static final LowerFaults NONE =
            new LowerFaults(Duration.ZERO, OptionalInt.empty(), false, false, false, false, 0, TcpFaults.NONE);

    public LowerFaults {
        if (answerDelay.isNegative()) {
            throw new IllegalArgumentException("answerDelay: " + answerDelay + " (expected: zero or more)");
        }
        if (rejectWith.isPresent() && (rejectWith.getAsInt() < 300 || rejectWith.getAsInt() > 699)) {
            throw new IllegalArgumentException("rejectWith: " + rejectWith.getAsInt() + " (expected: 300 to 699)");
        }
    }

    public LowerFaults withAnswerDelay(Duration delay) {
        return new LowerFaults(delay, rejectWith, silent, noMedia, mediaBeforeAck, wrongSsrc, withholdOneIn, tcp);
    }

    public LowerFaults withReject(int status) {
        return new LowerFaults(
                answerDelay, OptionalInt.of(status), silent, noMedia, mediaBeforeAck, wrongSsrc, withholdOneIn, tcp);
    }

    public LowerFaults withSilence() {
        return new LowerFaults(answerDelay, rejectWith, true, noMedia, mediaBeforeAck, wrongSsrc, withholdOneIn, tcp);
    }

    public LowerFaults withoutMedia() {
        return new LowerFaults(answerDelay, rejectWith, silent, true, mediaBeforeAck, wrongSsrc, withholdOneIn, tcp);
    }

    public LowerFaults withMediaBeforeAck() {
        return new LowerFaults(answerDelay, rejectWith, silent, noMedia, true, wrongSsrc, withholdOneIn, tcp);
    }

    public LowerFaults withWrongSsrc() {
        return new LowerFaults(answerDelay, rejectWith, silent, noMedia, mediaBeforeAck, true, withholdOneIn, tcp);
    }

    public LowerFaults withholdingOneIn(int packets) {
        return new LowerFaults(answerDelay, rejectWith, silent, noMedia, mediaBeforeAck, wrongSsrc, packets, tcp);
    }

    public LowerFaults withTcp(TcpFaults faults) {
        return new LowerFaults(
                answerDelay, rejectWith, silent, noMedia, mediaBeforeAck, wrongSsrc, withholdOneIn, faults);
    }
}
