package cascade.config.quirk;

/**
 * Framing of RTP over TCP: two bytes of length (<a href="https://datatracker.ietf.org/doc/html/rfc4571">RFC 4571</a>), or
 * {@code $}, a channel and two bytes of length (<a href="https://datatracker.ietf.org/doc/html/rfc2326#section-10.12">RFC 2326
 * section 10.12</a>).
 */
public enum TcpFraming {
    RFC4571,
    INTERLEAVED
}
