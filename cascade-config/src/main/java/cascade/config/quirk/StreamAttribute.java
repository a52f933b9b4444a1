package cascade.config.quirk;

/**
 * SDP attribute of main and sub stream: no line, {@code a=streamMode:MAIN}, {@code a=streamprofile:0}, {@code a=stream:0} or
 * {@code a=streamnumber:0}.
 */
public enum StreamAttribute {
    NONE,
    STREAM_MODE,
    STREAM_PROFILE,
    STREAM,
    STREAM_NUMBER
}
