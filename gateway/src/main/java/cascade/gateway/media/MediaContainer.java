package cascade.gateway.media;

/** Container format of RTP payloads. */
public enum MediaContainer {
    /** A program stream, ISO/IEC 13818-1 section 2.5; GB/T 28181 annex C. */
    PS,
    /** An elementary stream, packed as its codec's RFC says, or with start codes. */
    ES,
    /** Neither was recognised: no start of a program stream in many frames. */
    UNKNOWN
}
