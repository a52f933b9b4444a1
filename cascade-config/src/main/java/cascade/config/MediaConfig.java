package cascade.config;

import java.time.Duration;

/**
 * The relay.
 *
 * @param loops media loops; 0 is one per core
 * @param maxSlot longest wait that batches packets under load; zero never waits
 * @param noMediaTimeout silence before the first packet that ends a viewer
 * @param mediaTimeout silence afterwards that ends it
 * @param streamLinger a live stream without viewers is kept this long
 * @param portQuarantine a released pair of ports is not used again for this time
 * @param hold packets of a source that does not wait for its ACK wait this long for the first viewer
 * @param receiveBufferBytes of each media socket (SO_RCVBUF)
 * @param eventQueue events from a media loop that may wait for the control plane
 * @param commandQueue commands that may wait for a media loop
 */
public record MediaConfig(
        int loops,
        Duration maxSlot,
        Duration noMediaTimeout,
        Duration mediaTimeout,
        Duration streamLinger,
        Duration portQuarantine,
        Duration hold,
        RtcpMode rtcp,
        SourceCheck sourceCheck,
        int receiveBufferBytes,
        int eventQueue,
        int commandQueue) {

    public MediaConfig {
        Require.atLeast("media.loops", loops, 0);
        Require.notNegative("media.max-slot", maxSlot);
        Require.positive("media.no-media-timeout", noMediaTimeout);
        Require.positive("media.media-timeout", mediaTimeout);
        Require.notNegative("media.stream-linger", streamLinger);
        Require.notNegative("media.port-quarantine", portQuarantine);
        Require.notNegative("media.hold", hold);
        Require.atLeast("media.receive-buffer", receiveBufferBytes, 1);
        Require.atLeast("media.event-queue", eventQueue, 1);
        Require.atLeast("media.command-queue", commandQueue, 1);
    }
}
