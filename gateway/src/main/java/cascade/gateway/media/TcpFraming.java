package cascade.gateway.media;

/** How packets follow each other on a TCP connection. */
public enum TcpFraming {
    /**
     * RFC 4571 section 2.
     *
     * <pre>
     *   | length, 2 bytes, big-endian | RTP or RTCP packet of that length |
     * </pre>
     */
    RFC4571,
    /**
     * RFC 2326 section 10.12: as RTSP interleaves it, which some cameras do without RTSP.
     *
     * <pre>
     *   | '$' | channel: 0 RTP, 1 RTCP | length, 2 bytes, big-endian | packet |
     * </pre>
     */
    INTERLEAVED
}
