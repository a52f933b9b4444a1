package cascade.config.gateway;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Settings of the RTP relay: its loops, timers, ports and queues.
 *
 * @param loops media loops; 0 is one per core
 * @param maxSlot longest wait that batches packets under load; zero never waits
 * @param noMediaTimeout silence before the first packet that ends a viewer
 * @param mediaTimeout silence afterwards that ends it
 * @param sourceGoneAfter silence after which a source has gone, where its lower restarted or went offline
 * @param sourceReturn such a source is awaited this long before its viewers end; zero: they end at once
 * @param unreachableTimeout a viewer whose port is closed, or TCP connection gone, for so long is ended; zero: never
 * @param rtcpTimeout a viewer that reported and does so no more for so long is ended; zero: never
 * @param speakerTimeout an upper that has spoken in a talk and does so no more for so long is ended; zero: never
 * @param streamLinger a live stream without viewers is kept this long
 * @param portQuarantine a released pair of ports is not used again for this time
 * @param portQuarantineMin after this time it is, where no other is free
 * @param hold packets of a source that does not wait for its ACK wait this long for the first viewer
 * @param sourceMoveAfter silence of a learned source's port after which another port of its host may go on; zero: never
 * @param receiveBufferBytes of each media socket (SO_RCVBUF)
 * @param eventQueue events from a media loop that may wait for the control plane
 * @param commandQueue commands that may wait for a media loop
 * @param maxDatagramBytes of RTP over UDP; a longer packet of a TCP source is cut, or dropped where it cannot be
 * @param silentAfter a stream or viewer without packets for so long counts as silent, zero-packet or one-way in the metrics
 * @param keyFrameInterval at least this long between two requests for a key frame of one stream
 */
public record MediaConfig(
        int loops,
        Duration maxSlot,
        Duration noMediaTimeout,
        Duration mediaTimeout,
        Duration sourceGoneAfter,
        Duration sourceReturn,
        Duration unreachableTimeout,
        Duration rtcpTimeout,
        Duration speakerTimeout,
        Duration streamLinger,
        Duration portQuarantine,
        Duration portQuarantineMin,
        Duration hold,
        RtcpMode rtcp,
        SourceCheck sourceCheck,
        Duration sourceMoveAfter,
        int receiveBufferBytes,
        int eventQueue,
        int commandQueue,
        int maxDatagramBytes,
        Duration silentAfter,
        Duration keyFrameInterval,
        Tcp tcp) {

    public MediaConfig {
        Require.atLeast("media.loops", loops, 0);
        Require.notNegative("media.max-slot", maxSlot);
        Require.positive("media.no-media-timeout", noMediaTimeout);
        Require.positive("media.media-timeout", mediaTimeout);
        Require.positive("media.source-gone-after", sourceGoneAfter);
        Require.notNegative("media.source-return", sourceReturn);
        Require.notNegative("media.unreachable-timeout", unreachableTimeout);
        Require.notNegative("media.rtcp-timeout", rtcpTimeout);
        Require.notNegative("media.speaker-timeout", speakerTimeout);
        Require.notNegative("media.stream-linger", streamLinger);
        Require.notNegative("media.port-quarantine", portQuarantine);
        Require.notNegative("media.port-quarantine-min", portQuarantineMin);
        Require.notNegative("media.hold", hold);
        Require.notNegative("media.source-move-after", sourceMoveAfter);
        Require.atLeast("media.receive-buffer", receiveBufferBytes, 1);
        Require.atLeast("media.event-queue", eventQueue, 1);
        Require.atLeast("media.command-queue", commandQueue, 1);
        Require.range("media.max-datagram", maxDatagramBytes, 576, 65_507);
        Require.positive("media.silent-after", silentAfter);
        Require.notNegative("media.key-frame-interval", keyFrameInterval);
    }

    /**
     * Media over TCP.
     *
     * @param connectTimeout of one attempt to connect
     * @param connectAttempts until a leg counts as lost
     * @param connectInterval from one attempt to the next
     * @param acceptTimeout a viewer that was to connect and has not is ended after this time
     * @param stallTimeout a viewer that takes nothing for so long while packets wait for it is ended
     * @param queueBytes that wait for a viewer who reads too slowly; beyond them the oldest packets are dropped
     * @param totalQueueBytes of all these queues together, in equal shares for the media loops
     */
    public record Tcp(
            Duration connectTimeout,
            int connectAttempts,
            Duration connectInterval,
            Duration acceptTimeout,
            Duration stallTimeout,
            int queueBytes,
            int totalQueueBytes) {

        public Tcp {
            Require.positive("media.tcp.connect-timeout", connectTimeout);
            Require.atLeast("media.tcp.connect-attempts", connectAttempts, 1);
            Require.positive("media.tcp.connect-interval", connectInterval);
            Require.positive("media.tcp.accept-timeout", acceptTimeout);
            Require.positive("media.tcp.stall-timeout", stallTimeout);
            Require.atLeast("media.tcp.queue", queueBytes, 128 << 10);
            Require.atLeast("media.tcp.total-queue", totalQueueBytes, queueBytes);
        }
    }
}
