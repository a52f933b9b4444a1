package cascade.config.quirk;

/**
 * Digest algorithm of HTTP authentication (<a href="https://datatracker.ietf.org/doc/html/rfc8760">RFC 8760</a>), or SM3.
 */
public enum Digest {
    MD5,
    SHA_256,
    SM3
}
