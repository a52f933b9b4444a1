package cascade.gateway.media;

/** Framing of RTP and RTCP packets on a TCP connection. */
public enum TcpFraming {
    /**
     * <a href="https://datatracker.ietf.org/doc/html/rfc4571#section-2">RFC 4571 section 2</a>.
     *
     * <pre>
     *   | length, 2 bytes, big-endian | RTP or RTCP packet of that length |
     * </pre>
     */
    RFC4571,
    /**
     * <a href="https://datatracker.ietf.org/doc/html/rfc2326#section-10.12">RFC 2326 section 10.12</a>: as RTSP
     * interleaves it, which some cameras do without RTSP.
     *
     * <pre>
     *   | '$' | channel: 0 RTP, 1 RTCP | length, 2 bytes, big-endian | packet |
     * </pre>
     */
    INTERLEAVED
}
