package cascade.gateway.media;

import java.time.Duration;

/**
 * Settings of every TCP leg (<a href="https://datatracker.ietf.org/doc/html/rfc4571">RFC 4571</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc4145">RFC 4145</a>; GB/T 28181-2022 annex D asks for at least 3
 * attempts, at least 1 s apart).
 *
 * @param connectTimeout how long one attempt may take
 * @param connectAttempts where we connect: before a leg counts as lost, also after a connection broke; they count anew
 *     when one has proved itself (the peer sent something, or it stood for {@code acceptTimeout})
 * @param connectInterval from one attempt to the next
 * @param acceptTimeout where we listen: without a connection for so long a viewer's leg counts as lost; a source's leg
 *     has the timeouts of its media instead
 * @param stallTimeout a viewer that takes nothing for so long, while packets wait for it, counts as lost
 * @param queueBytes of packets that wait for a viewer who reads too slowly; beyond it the oldest are dropped
 * @param totalQueueBytes memory of all such queues together, in equal shares for the loops; a queue whose loop has none
 *     left does not grow
 */
public record TcpSettings(
        Duration connectTimeout,
        int connectAttempts,
        Duration connectInterval,
        Duration acceptTimeout,
        Duration stallTimeout,
        int queueBytes,
        int totalQueueBytes) {

    /** A frame of the largest size must fit. */
    public static final int MIN_QUEUE_BYTES = 128 << 10;

    public TcpSettings {
        Checks.positive("connectTimeout", connectTimeout);
        Checks.positive("connectAttempts", connectAttempts);
        Checks.positive("connectInterval", connectInterval);
        Checks.positive("acceptTimeout", acceptTimeout);
        Checks.positive("stallTimeout", stallTimeout);
        if (queueBytes < MIN_QUEUE_BYTES) {
            throw new IllegalArgumentException(
                    "queueBytes: " + queueBytes + " (expected: " + MIN_QUEUE_BYTES + " or more)");
        }
        if (totalQueueBytes < queueBytes) {
            throw new IllegalArgumentException(
                    "totalQueueBytes: " + totalQueueBytes + " (expected: " + queueBytes + ", one queue, or more)");
        }
    }

    /** One loop's share of the total, and at least one full queue. */
    public int queueBytesOfLoop(int loops) {
        return Math.max(queueBytes, totalQueueBytes / loops);
    }

    public static TcpSettings defaults() {
        return new TcpSettings(
                Duration.ofSeconds(3),
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                1 << 20,
                256 << 20);
    }
}
