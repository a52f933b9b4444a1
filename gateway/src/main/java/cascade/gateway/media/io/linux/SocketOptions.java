package cascade.gateway.media.io.linux;

/**
 * Socket constants of {@code sys/socket.h}, {@code netinet/udp.h}, {@code netinet/tcp.h}, {@code sys/epoll.h} and
 * {@code fcntl.h}; the same on both architectures.
 */
public final class SocketOptions {

    public static final int AF_UNIX = 1;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOCK_CLOEXEC = 0x80000;

    public static final int SOL_SOCKET = 1;
    public static final int SO_REUSEADDR = 2;
    public static final int SO_ERROR = 4;
    public static final int SO_SNDBUF = 7;
    public static final int SO_RCVBUF = 8;
    public static final int SO_SNDBUFFORCE = 32;
    public static final int SO_RCVBUFFORCE = 33;
    /** What a socket has in memory, numbers of 4 bytes: the {@link #MEMINFO_DROPS}th is how many packets it dropped. */
    public static final int SO_MEMINFO = 55;

    /** Bytes that wait to be read, as the kernel accounts for them. */
    public static final int MEMINFO_QUEUED = 0;

    public static final int MEMINFO_DROPS = 8;
    /** Control message with descriptors, which the receiver gets duplicates of. */
    public static final int SCM_RIGHTS = 1;

    public static final int SOL_UDP = 17;
    /** Outgoing: one piece of memory is cut into packets of this size. */
    public static final int UDP_SEGMENT = 103;
    /** Incoming: packets that came together are handed over as one piece, with their size. */
    public static final int UDP_GRO = 104;

    public static final int IPPROTO_TCP = 6;
    public static final int TCP_NODELAY = 1;

    public static final int SHUT_RDWR = 2;
    public static final int MSG_CTRUNC = 0x8;
    public static final int MSG_DONTWAIT = 0x40;
    /** Received descriptors are closed in programs that we start. */
    public static final int MSG_CMSG_CLOEXEC = 0x40000000;
    /** An error instead of SIGPIPE, which would end the process. */
    public static final int MSG_NOSIGNAL = 0x4000;

    /** Also told when the peer has ended its side, or the connection is broken. */
    public static final int EPOLLIN = 1;

    public static final int EPOLLOUT = 4;
    /** Told whether wanted or not, as is {@link #EPOLLHUP}. */
    public static final int EPOLLERR = 8;

    public static final int EPOLLHUP = 0x10;
    public static final int EPOLL_CLOEXEC = 0x80000;
    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLL_CTL_DEL = 2;
    public static final int EPOLL_CTL_MOD = 3;
    public static final int EFD_NONBLOCK = 0x800;
    public static final int EFD_CLOEXEC = 0x80000;

    public static final int F_SETFD = 2;
    public static final int FD_CLOEXEC = 1;
    public static final int F_DUPFD_CLOEXEC = 1030;

    private SocketOptions() {}
}
