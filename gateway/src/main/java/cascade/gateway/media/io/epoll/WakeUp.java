package cascade.gateway.media.io.epoll;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import cascade.gateway.media.io.linux.Errno;
import cascade.gateway.media.io.linux.SocketOptions;
import cascade.gateway.media.io.linux.SystemCalls;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Wake-up of a loop's wait from other threads, by an eventfd. The lock, taken for a request and never for a packet,
 * keeps a late caller from writing into whatever gets the closed one's number.
 */
final class WakeUp implements Closeable {

    private final SystemCalls calls;
    private final MemorySegment one;
    private final MemorySegment drained;
    private final int fd;
    private final Object lock = new Object();
    private boolean closed;

    WakeUp(Arena arena) throws IOException {
        this.calls = new SystemCalls(arena);
        this.one = arena.allocateFrom(JAVA_LONG, 1);
        this.drained = arena.allocate(JAVA_LONG);
        this.fd = Errno.check("eventfd", calls.eventfd(0, SocketOptions.EFD_NONBLOCK | SocketOptions.EFD_CLOEXEC));
    }

    int fd() {
        return fd;
    }

    /** Any thread. */
    void signal() {
        synchronized (lock) {
            if (!closed) {
                calls.write(fd, one.address(), Long.BYTES);
            }
        }
    }

    /** On the loop's thread, with the loop's calls. */
    void drain(SystemCalls loopCalls) {
        loopCalls.read(fd, drained.address(), Long.BYTES);
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                calls.close(fd);
            }
        }
    }
}
