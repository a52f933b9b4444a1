package cascade.gateway.simulator.rtp;

import java.time.Duration;

/**
 * Faults of one end of a TCP media connection. Packets are RTP packets, sent by a camera and received by a viewer.
 *
 * @param delay before it connects, or before it listens: who connects meanwhile is refused
 * @param resetAfter breaks the first connection off (RST) after so many packets; 0: never
 * @param comesBack whether it connects, or accepts, again after that
 * @param halfCloseAfter ends its own direction (FIN) after so many packets, and still hears; 0: never
 * @param breakLengthAfter writes, once, a length that does not fit its frame after so many packets; 0: never
 * @param readBytesPerSecond reads no faster; 0: as fast as it comes
 */
public record TcpFaults(
        Duration delay,
        long resetAfter,
        boolean comesBack,
        long halfCloseAfter,
        long breakLengthAfter,
        int readBytesPerSecond) {

    public static final TcpFaults NONE = new TcpFaults(Duration.ZERO, 0, true, 0, 0, 0);

    public TcpFaults {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: zero or more)");
        }
        if (resetAfter < 0 || halfCloseAfter < 0 || breakLengthAfter < 0 || readBytesPerSecond < 0) {
            throw new IllegalArgumentException("tcp faults: " + resetAfter + ", " + halfCloseAfter + ", "
                    + breakLengthAfter + ", " + readBytesPerSecond + " (expected: zero or more)");
        }
    }

    public TcpFaults withDelay(Duration value) {
        return new TcpFaults(value, resetAfter, comesBack, halfCloseAfter, breakLengthAfter, readBytesPerSecond);
    }

    public TcpFaults withResetAfter(long packets) {
        return new TcpFaults(delay, packets, comesBack, halfCloseAfter, breakLengthAfter, readBytesPerSecond);
    }

    public TcpFaults withoutComingBack() {
        return new TcpFaults(delay, resetAfter, false, halfCloseAfter, breakLengthAfter, readBytesPerSecond);
    }

    public TcpFaults withHalfCloseAfter(long packets) {
        return new TcpFaults(delay, resetAfter, comesBack, packets, breakLengthAfter, readBytesPerSecond);
    }

    public TcpFaults withBrokenLengthAfter(long packets) {
        return new TcpFaults(delay, resetAfter, comesBack, halfCloseAfter, packets, readBytesPerSecond);
    }

    public TcpFaults withReading(int bytesPerSecond) {
        return new TcpFaults(delay, resetAfter, comesBack, halfCloseAfter, breakLengthAfter, bytesPerSecond);
    }
}
