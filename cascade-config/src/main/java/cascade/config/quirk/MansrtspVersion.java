package cascade.config.quirk;

/**
 * Version in the first line of a MANSRTSP body: as the other side wrote it, {@code RTSP/1.0}, or {@code MANSRTSP/1.0}.
 */
public enum MansrtspVersion {
    AS_SENT,
    RTSP,
    MANSRTSP
}
