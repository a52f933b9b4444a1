package cascade.gateway.media;

/**
 * Pair of RTP payload types that number one format: the source's and the viewer's, where they differ (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3264#section-6.1">RFC 3264 section 6.1</a>).
 *
 * @param source as its packets come
 * @param viewer as they leave
 */
public record PayloadTypes(int source, int viewer) {

    public PayloadTypes {
        Checks.payloadType(source);
        Checks.payloadType(viewer);
    }
}
