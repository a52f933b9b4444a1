package cascade.gateway.media;

import java.time.Duration;

/**
 * Settings of the whole media plane.
 *
 * @param loops threads that move packets; 0: one per core
 * @param portQuarantine how long a port rests after its leg ended, so that late packets meet nobody
 * @param portQuarantineMin after this time it may be used again where no other is free; at least {@code portQuarantine}:
 *     never
 * @param sourceMoveAfter how long the port of a source must have been silent before another port of its host may go on
 *     with the stream, by {@link SourceCheck#LEARN_ONCE}; zero: never
 * @param socketBufferBytes asked of the kernel for every socket, to receive and to send
 * @param checkInterval how often a loop looks for silence and tells of foreign packets
 * @param commandQueue requests that may wait for one loop; more are refused
 * @param eventQueue events that may wait for the control context; more are refused and told at the next check
 * @param maxSlot longest wait by which a loop under load lets packets gather; zero: never wait. IoBackend epoll only
 * @param maxDatagramBytes the longest RTP packet that goes to a UDP viewer whole; one of a TCP source that is longer is
 *     cut where its payload allows it
 * @param tcp what holds for TCP legs
 * @param gear how packets are moved
 */
public record MediaSettings(
        int loops,
        Duration portQuarantine,
        Duration portQuarantineMin,
        Duration sourceMoveAfter,
        int socketBufferBytes,
        Duration checkInterval,
        int commandQueue,
        int eventQueue,
        Duration maxSlot,
        int maxDatagramBytes,
        TcpSettings tcp,
        MediaGear gear) {

    /** What every IPv4 host takes (RFC 791). */
    public static final int MIN_DATAGRAM_BYTES = 576;

    /** What UDP can carry over IPv4. */
    public static final int MAX_DATAGRAM_BYTES = 65_507;

    public MediaSettings {
        if (loops < 0) {
            throw new IllegalArgumentException("loops: " + loops + " (expected: zero or more)");
        }
        Checks.notNegative("portQuarantine", portQuarantine);
        Checks.notNegative("portQuarantineMin", portQuarantineMin);
        Checks.notNegative("sourceMoveAfter", sourceMoveAfter);
        Checks.positive("socketBufferBytes", socketBufferBytes);
        Checks.positive("checkInterval", checkInterval);
        Checks.positive("commandQueue", commandQueue);
        Checks.positive("eventQueue", eventQueue);
        Checks.notNegative("maxSlot", maxSlot);
        if (maxDatagramBytes < MIN_DATAGRAM_BYTES || maxDatagramBytes > MAX_DATAGRAM_BYTES) {
            throw new IllegalArgumentException("maxDatagramBytes: " + maxDatagramBytes + " (expected: "
                    + MIN_DATAGRAM_BYTES + " to " + MAX_DATAGRAM_BYTES + ")");
        }
    }

    public static MediaSettings defaults() {
        return new MediaSettings(
                0,
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                4 << 20,
                Duration.ofMillis(250),
                4096,
                4096,
                Duration.ofMillis(5),
                1_472,
                TcpSettings.defaults(),
                MediaGear.AUTO);
    }

    /** What {@code loops} comes to on this machine. */
    public int loopCount() {
        return loops > 0 ? loops : Runtime.getRuntime().availableProcessors();
    }

    public MediaSettings withLoops(int count) {
        return new MediaSettings(
                count,
                portQuarantine,
                portQuarantineMin,
                sourceMoveAfter,
                socketBufferBytes,
                checkInterval,
                commandQueue,
                eventQueue,
                maxSlot,
                maxDatagramBytes,
                tcp,
                gear);
    }

    public MediaSettings withPortQuarantine(Duration quarantine) {
        return new MediaSettings(
                loops,
                quarantine,
                portQuarantineMin,
                sourceMoveAfter,
                socketBufferBytes,
                checkInterval,
                commandQueue,
                eventQueue,
                maxSlot,
                maxDatagramBytes,
                tcp,
                gear);
    }

    public MediaSettings withMaxSlot(Duration slot) {
        return new MediaSettings(
                loops,
                portQuarantine,
                portQuarantineMin,
                sourceMoveAfter,
                socketBufferBytes,
                checkInterval,
                commandQueue,
                eventQueue,
                slot,
                maxDatagramBytes,
                tcp,
                gear);
    }

    public MediaSettings withTcp(TcpSettings settings) {
        return new MediaSettings(
                loops,
                portQuarantine,
                portQuarantineMin,
                sourceMoveAfter,
                socketBufferBytes,
                checkInterval,
                commandQueue,
                eventQueue,
                maxSlot,
                maxDatagramBytes,
                settings,
                gear);
    }

    public MediaSettings withGear(MediaGear chosen) {
        return new MediaSettings(
                loops,
                portQuarantine,
                portQuarantineMin,
                sourceMoveAfter,
                socketBufferBytes,
                checkInterval,
                commandQueue,
                eventQueue,
                maxSlot,
                maxDatagramBytes,
                tcp,
                chosen);
    }
}
