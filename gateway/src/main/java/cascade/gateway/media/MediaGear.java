package cascade.gateway.media;

/** I/O backend of the media plane. */
public enum MediaGear {
    /** {@link #EPOLL} where this machine can, else {@link #NIO}. */
    AUTO,
    /** Linux system calls. */
    EPOLL,
    /** Plain Java, anywhere. */
    NIO
}
