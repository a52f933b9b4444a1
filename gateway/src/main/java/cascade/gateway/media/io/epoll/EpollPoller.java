package cascade.gateway.media.io.epoll;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.io.AcceptHandler;
import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.Poller;
import cascade.gateway.media.io.SocketReader;
import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.TcpHandler;
import cascade.gateway.media.io.TcpListener;
import cascade.gateway.media.io.TcpWatch;
import cascade.gateway.media.io.linux.EpollEvent;
import cascade.gateway.media.io.linux.Errno;
import cascade.gateway.media.io.linux.SocketOptions;
import cascade.gateway.media.io.linux.SystemCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One epoll, level triggered, and the native memory of a loop. Loop thread, but for {@link #wakeUp}. */
final class EpollPoller implements Poller {

    private static final int MAX_EVENTS = 1_024;
    private static final long WAKE_UP = -1;

    private final Arena arena;
    private final MediaClock clock;
    private final SlotPacer pacer;
    private final Consumer<Exception> faults;
    private final SystemCalls calls;
    private final WakeUp wakeUp;
    private final int epoll;
    private final MemorySegment events;
    private final MemorySegment change;
    private final Inbox inbox;
    private final Outbox outbox;

    /** By the number that epoll knows them by; null where a socket has been closed. */
    private final List<@Nullable EpollReader> readers = new ArrayList<>();

    private long looks;
    private boolean moreWaiting;
    private volatile @Nullable Thread pausing;

    private EpollPoller(Arena arena, MediaClock clock, SlotPacer pacer, Consumer<Exception> faults) throws IOException {
        this.arena = arena;
        this.clock = clock;
        this.pacer = pacer;
        this.faults = faults;
        this.calls = new SystemCalls(arena);
        this.events = arena.allocate((long) MAX_EVENTS * EpollEvent.BYTES, Long.BYTES);
        this.change = arena.allocate(EpollEvent.BYTES, Long.BYTES);
        this.inbox = new Inbox(arena, calls);
        this.outbox = new Outbox(arena, calls);
        this.wakeUp = new WakeUp(arena);
        this.epoll = Errno.check("epoll_create1", calls.epollCreate1(SocketOptions.EPOLL_CLOEXEC));
    }

    static EpollPoller open(MediaClock clock, SlotPacer pacer, Consumer<Exception> faults) throws IOException {
        EpollPoller poller = new EpollPoller(Arena.ofShared(), clock, pacer, faults);
        poller.control(SocketOptions.EPOLL_CTL_ADD, poller.wakeUp.fd(), SocketOptions.EPOLLIN, WAKE_UP);
        return poller;
    }

    private void control(int operation, int fd, int wanted, long data) throws IOException {
        EpollEvent.set(change, 0, wanted, data);
        Errno.check("epoll_ctl", calls.epollCtl(epoll, operation, fd, change.address()));
    }

    @Override
    public SocketReader read(MediaSocket mediaSocket, DatagramHandler handler) throws IOException {
        EpollSocket socket = (EpollSocket) mediaSocket;
        int index = freeIndex();
        control(SocketOptions.EPOLL_CTL_ADD, socket.fd(), SocketOptions.EPOLLIN, index);
        EpollReader reader = new EpollReader(this, inbox, socket, handler, index);
        readers.set(index, reader);
        socket.sendBy(outbox);
        return reader;
    }

    private int freeIndex() {
        int index = readers.indexOf(null);
        if (index >= 0) {
            return index;
        }
        readers.add(null);
        return readers.size() - 1;
    }

    void wanted(EpollSocket socket, int index, boolean yes) throws IOException {
        control(SocketOptions.EPOLL_CTL_MOD, socket.fd(), yes ? SocketOptions.EPOLLIN : 0, index);
    }

    @Override
    public void accept(TcpListener listener, AcceptHandler handler) throws IOException {
        throw new UnsupportedOperationException("tcp");
    }

    @Override
    public TcpWatch watch(TcpConnection connection, TcpHandler handler) throws IOException {
        throw new UnsupportedOperationException("tcp");
    }

    @Override
    public void poll(long maxWaitMillis) throws IOException {
        pause();
        int timeout = Math.clamp(maxWaitMillis, 0, Integer.MAX_VALUE);
        int count = calls.epollWait(epoll, events.address(), MAX_EVENTS, timeout);
        if (count == -Errno.EINTR) {
            return;
        }
        Errno.check("epoll_wait", count);
        long now = clock.nanoTime();
        looks++;
        pacer.onLook(now);
        moreWaiting = count == MAX_EVENTS;
        for (int i = 0; i < count; i++) {
            onEvent(EpollEvent.data(events, i), now);
        }
    }

    /** Lets packets gather, unless some are known to wait already. */
    private void pause() {
        if (moreWaiting || !pacer.isGathering()) {
            return;
        }
        long nanos = pacer.pauseNanos(clock.nanoTime());
        if (nanos > 0) {
            pausing = Thread.currentThread();
            LockSupport.parkNanos(this, nanos);
            pausing = null;
        }
    }

    private void onEvent(long data, long nowNanos) {
        if (data == WAKE_UP) {
            wakeUp.drain(calls);
            return;
        }
        @Nullable EpollReader reader = readers.get((int) data);
        if (reader == null || reader.isClosed()) {
            return;
        }
        try {
            reader.onReady(nowNanos);
        } catch (IOException | RuntimeException e) {
            onFault(e);
        }
    }

    long looks() {
        return looks;
    }

    boolean isGathering() {
        return pacer.isGathering();
    }

    int onSocket(int lastWindow) {
        return pacer.onSocket(lastWindow);
    }

    void onPacket() {
        pacer.onPacket();
    }

    void onMoreWaiting() {
        moreWaiting = true;
    }

    void onFault(Exception e) {
        faults.accept(e);
    }

    @Override
    public void wakeUp() {
        wakeUp.signal();
        // null is no thread, and is ignored
        LockSupport.unpark(pausing);
    }

    /** Their ports are free already; what is left is their place in the list. */
    @Override
    public void onSocketsClosed() {
        readers.replaceAll(reader -> reader == null || reader.isClosed() ? null : reader);
    }

    @Override
    public void close() {
        wakeUp.close();
        calls.close(epoll);
        arena.close();
    }
}
