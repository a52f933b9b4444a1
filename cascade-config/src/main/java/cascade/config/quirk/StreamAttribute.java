package cascade.config.quirk;

/** {@code a=streamMode:MAIN}, {@code a=streamprofile:0}, {@code a=stream:0}, {@code a=streamnumber:0}, or no line. */
public enum StreamAttribute {
    NONE,
    STREAM_MODE,
    STREAM_PROFILE,
    STREAM,
    STREAM_NUMBER
}
