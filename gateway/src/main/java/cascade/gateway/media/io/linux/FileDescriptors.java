package cascade.gateway.media.io.linux;

import java.io.IOException;
import java.lang.foreign.Arena;

/** Operations on descriptors of any kind, none of them on the packet path. Any thread; native memory of its own. */
public final class FileDescriptors {

    private FileDescriptors() {}

    /** Another descriptor of the same socket, which no other program inherits; the caller closes it. */
    public static int duplicate(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return Errno.check("fcntl", new SystemCalls(arena).fcntl(fd, SocketOptions.F_DUPFD_CLOEXEC, 0));
        }
    }

    /** One that was inherited is passed on to no other program. */
    public static void closeOnExec(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Errno.check("fcntl", new SystemCalls(arena).fcntl(fd, SocketOptions.F_SETFD, SocketOptions.FD_CLOEXEC));
        }
    }

    public static void close(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Errno.check("close", new SystemCalls(arena).close(fd));
        }
    }
}
