package cascade.gateway.media.io.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * Linux system calls, each under its name in section 2 of the manual. A result below zero is the error's number,
 * negated, as in the kernel.
 *
 * <p>One thread at a time uses an instance: it holds the place where errors are put. All calls but {@link #epollWait}
 * return at once, so they run as {@code critical}: without telling the JVM, which must not wait for them long.
 *
 * <p>The calls that move packets, or come with each of them, are made twice where they fail: the second time tells the
 * error, which takes an object that the compiler does not always do without. That may succeed as well: a socket tells once
 * what befell a former packet.
 */
public final class SystemCalls {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(PathElement.groupElement("errno"));
    private static final Linker.Option KEEP_ERRNO = Linker.Option.captureCallState("errno");
    private static final Linker.Option AT_ONCE = Linker.Option.critical(false);

    private static final MethodHandle SOCKET = quick("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = quick("bind", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle CONNECT = quick("connect", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle LISTEN = quick("listen", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle ACCEPT4 = quick("accept4", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = quick("getsockname", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SETSOCKOPT =
            quick("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle GETSOCKOPT =
            quick("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle FCNTL = find(
            "fcntl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
            KEEP_ERRNO,
            AT_ONCE,
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SHUTDOWN = quick("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = quick("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle SEND = quick("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle BARE_SEND = bare("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SENDTO =
            quick("sendto", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle BARE_SENDTO =
            bare("sendto", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SENDMSG = quick("sendmsg", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle BARE_SENDMSG = bare("sendmsg", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SENDMMSG = quick("sendmmsg", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle BARE_SENDMMSG =
            bare("sendmmsg", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle RECVFROM =
            quick("recvfrom", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle BARE_RECVFROM =
            bare("recvfrom", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle RECVMSG = quick("recvmsg", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle BARE_RECVMSG = bare("recvmsg", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECVMMSG =
            quick("recvmmsg", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle BARE_RECVMMSG =
            bare("recvmmsg", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle EPOLL_CREATE1 = quick("epoll_create1", JAVA_INT, JAVA_INT);
    private static final MethodHandle EPOLL_CTL = quick("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle BARE_EPOLL_CTL =
            bare("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final FunctionDescriptor EPOLL_WAIT_CALL =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle EPOLL_WAIT = find("epoll_wait", EPOLL_WAIT_CALL, KEEP_ERRNO);
    private static final MethodHandle BARE_EPOLL_WAIT = find("epoll_wait", EPOLL_WAIT_CALL);
    private static final MethodHandle EVENTFD = quick("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle READ = quick("read", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SETPRIORITY = quick("setpriority", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle WRITE = quick("write", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);

    private final MemorySegment state;

    public SystemCalls(Arena arena) {
        this.state = arena.allocate(STATE);
    }

    private static MethodHandle quick(String name, MemoryLayout result, MemoryLayout... arguments) {
        return find(name, FunctionDescriptor.of(result, arguments), KEEP_ERRNO, AT_ONCE);
    }

    /** Without a place for the error, to which each call would make an object where the compiler does not see through. */
    private static MethodHandle bare(String name, MemoryLayout result, MemoryLayout... arguments) {
        return find(name, FunctionDescriptor.of(result, arguments), AT_ONCE);
    }

    private static MethodHandle find(String name, FunctionDescriptor shape, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, options);
    }

    private int orError(int result) {
        return result >= 0 ? result : -state.get(JAVA_INT, ERRNO);
    }

    private int orError(long result) {
        return result >= 0 ? (int) result : -state.get(JAVA_INT, ERRNO);
    }

    /** Native calls throw nothing; the signature of a handle says otherwise. */
    private static AssertionError neverThrown(Throwable e) {
        return new AssertionError("native call", e);
    }

    public int socket(int family, int type, int protocol) {
        try {
            return orError((int) SOCKET.invokeExact(state, family, type, protocol));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int bind(int fd, long address, int addressBytes) {
        try {
            return orError((int) BIND.invokeExact(state, fd, address, addressBytes));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int connect(int fd, long address, int addressBytes) {
        try {
            return orError((int) CONNECT.invokeExact(state, fd, address, addressBytes));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int listen(int fd, int backlog) {
        try {
            return orError((int) LISTEN.invokeExact(state, fd, backlog));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int accept4(int fd, long address, long addressBytes, int flags) {
        try {
            return orError((int) ACCEPT4.invokeExact(state, fd, address, addressBytes, flags));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int getsockname(int fd, long address, long addressBytes) {
        try {
            return orError((int) GETSOCKNAME.invokeExact(state, fd, address, addressBytes));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    /** For the operations that take a number. */
    public int fcntl(int fd, int operation, int argument) {
        try {
            return orError((int) FCNTL.invokeExact(state, fd, operation, argument));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int setsockopt(int fd, int level, int option, long value, int valueBytes) {
        try {
            return orError((int) SETSOCKOPT.invokeExact(state, fd, level, option, value, valueBytes));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int getsockopt(int fd, int level, int option, long value, long valueBytes) {
        try {
            return orError((int) GETSOCKOPT.invokeExact(state, fd, level, option, value, valueBytes));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int shutdown(int fd, int how) {
        try {
            return orError((int) SHUTDOWN.invokeExact(state, fd, how));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int close(int fd) {
        try {
            return orError((int) CLOSE.invokeExact(state, fd));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    /** On a connected socket. */
    public int send(int fd, long data, long bytes, int flags) {
        try {
            long result = (long) BARE_SEND.invokeExact(fd, data, bytes, flags);
            return result >= 0 ? (int) result : orError((long) SEND.invokeExact(state, fd, data, bytes, flags));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int sendto(int fd, long data, long bytes, int flags, long to, int toBytes) {
        try {
            long result = (long) BARE_SENDTO.invokeExact(fd, data, bytes, flags, to, toBytes);
            return result >= 0
                    ? (int) result
                    : orError((long) SENDTO.invokeExact(state, fd, data, bytes, flags, to, toBytes));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int sendmsg(int fd, long header, int flags) {
        try {
            long result = (long) BARE_SENDMSG.invokeExact(fd, header, flags);
            return result >= 0 ? (int) result : orError((long) SENDMSG.invokeExact(state, fd, header, flags));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    /** How many of the messages went; the error of the next one comes with the next call. */
    public int sendmmsg(int fd, long headers, int count, int flags) {
        try {
            int result = (int) BARE_SENDMMSG.invokeExact(fd, headers, count, flags);
            return result >= 0 ? result : orError((int) SENDMMSG.invokeExact(state, fd, headers, count, flags));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int recvfrom(int fd, long to, long bytes, int flags, long from, long fromBytes) {
        try {
            long result = (long) BARE_RECVFROM.invokeExact(fd, to, bytes, flags, from, fromBytes);
            return result >= 0
                    ? (int) result
                    : orError((long) RECVFROM.invokeExact(state, fd, to, bytes, flags, from, fromBytes));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int recvmsg(int fd, long header, int flags) {
        try {
            long result = (long) BARE_RECVMSG.invokeExact(fd, header, flags);
            return result >= 0 ? (int) result : orError((long) RECVMSG.invokeExact(state, fd, header, flags));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    /** Without its timeout, which does not do what it promises. */
    public int recvmmsg(int fd, long headers, int count, int flags) {
        try {
            int result = (int) BARE_RECVMMSG.invokeExact(fd, headers, count, flags, 0L);
            return result >= 0 ? result : orError((int) RECVMMSG.invokeExact(state, fd, headers, count, flags, 0L));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int epollCreate1(int flags) {
        try {
            return orError((int) EPOLL_CREATE1.invokeExact(state, flags));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int epollCtl(int epoll, int operation, int fd, long event) {
        try {
            int result = (int) BARE_EPOLL_CTL.invokeExact(epoll, operation, fd, event);
            return result >= 0 ? result : orError((int) EPOLL_CTL.invokeExact(state, epoll, operation, fd, event));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    /** May wait, so the JVM is told; once more where a signal ends the wait. */
    public int epollWait(int epoll, long events, int maxEvents, int timeoutMillis) {
        try {
            int result = (int) BARE_EPOLL_WAIT.invokeExact(epoll, events, maxEvents, timeoutMillis);
            return result >= 0
                    ? result
                    : orError((int) EPOLL_WAIT.invokeExact(state, epoll, events, maxEvents, timeoutMillis));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int setpriority(int which, int who, int nice) {
        try {
            return orError((int) SETPRIORITY.invokeExact(state, which, who, nice));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int eventfd(int initial, int flags) {
        try {
            return orError((int) EVENTFD.invokeExact(state, initial, flags));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int read(int fd, long to, long bytes) {
        try {
            return orError((long) READ.invokeExact(state, fd, to, bytes));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }

    public int write(int fd, long from, long bytes) {
        try {
            return orError((long) WRITE.invokeExact(state, fd, from, bytes));
        } catch (Throwable e) {
            throw neverThrown(e);
        }
    }
}
