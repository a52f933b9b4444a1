package cascade.gateway.bench;

/**
 * What is sent through a relay.
 *
 * @param perSecond packets a second of one stream
 * @param burst packets of one stream that are sent back to back: 1 is evenly paced, 16 about a video frame
 * @param trains a burst is handed to the kernel in one piece, as a network card may hand it to the relay
 * @param viewers of each stream
 * @param tcp the viewers take their packets over TCP (RFC 4571), and the relay connects to them
 * @param rewritten the viewer sees another SSRC than the source's
 */
record Load(int streams, int perSecond, int burst, boolean trains, int viewers, boolean tcp, boolean rewritten) {

    static final int PACKET_BYTES = 1_400;
    static final int FRAME_PACKETS = 16;
    static final int SOURCE_SSRC = 0x1000_0000;
    static final int VIEWER_SSRC = 0x2000_0000;

    static Load paced(int streams, int perSecond) {
        return new Load(streams, perSecond, 1, false, 1, false, true);
    }

    /** Frames that arrive as separate packets. */
    static Load frames(int streams, int perSecond) {
        return new Load(streams, perSecond, FRAME_PACKETS, false, 1, false, true);
    }

    static Load trains(int streams, int perSecond) {
        return new Load(streams, perSecond, FRAME_PACKETS, true, 1, false, true);
    }

    Load toViewers(int count) {
        return new Load(streams, perSecond, burst, trains, count, tcp, rewritten);
    }

    Load toTcp() {
        return new Load(streams, perSecond, burst, trains, viewers, true, rewritten);
    }

    Load withSameSsrc() {
        return new Load(streams, perSecond, burst, trains, viewers, tcp, false);
    }

    double totalPerSecond() {
        return (double) streams * perSecond;
    }

    int outputs() {
        return streams * viewers;
    }
}
