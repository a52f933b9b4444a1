package cascade.gateway.media;

/** How packets are moved. */
public enum MediaGear {
    /** {@link #EPOLL} where this machine can, else {@link #NIO}. */
    AUTO,
    /** Linux system calls. */
    EPOLL,
    /** Plain Java, anywhere. */
    NIO
}
