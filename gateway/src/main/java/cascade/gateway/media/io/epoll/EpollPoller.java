package cascade.gateway.media.io.epoll;

import cascade.gateway.media.Inheritance;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.io.AcceptHandler;
import cascade.gateway.media.io.AcceptRest;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Readiness poller on one epoll instance, level triggered, with the native memory of a loop. Loop thread, but for
 * {@link #wakeUp}.
 */
final class EpollPoller implements Poller {

    private static final int MAX_EVENTS = 1_024;
    private static final long WAKE_UP = -1;
    private static final int FEW_SOCKETS = 4;
    private static final long KEPT_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** A usual packet. */
    private static final int PACKET_BYTES = 1_400;

    private final Arena arena;
    private final MediaClock clock;
    private final SlotPacer pacer;
    private final Inheritance inheritance;
    private final Consumer<Exception> faults;
    private final SystemCalls calls;
    private final WakeUp wakeUp;
    private final int epoll;
    private final MemorySegment events;
    private final MemorySegment change;
    private final Inbox inbox;
    private final Outbox outbox;

    private final WatchedTable watched = new WatchedTable();

    private final AcceptRest acceptRest = new AcceptRest();

    private final FirstMoments takenOver;
    private final DropSampler dropSampler = new DropSampler();
    private long looks;
    private long lookNanos;
    private boolean keepsUp;
    private boolean moreWaiting;
    private volatile @Nullable Thread pausing;

    private EpollPoller(
            Arena arena,
            SystemCalls calls,
            int epoll,
            WakeUp wakeUp,
            MediaClock clock,
            SlotPacer pacer,
            Inheritance inheritance,
            Consumer<Exception> faults) {
        this.arena = arena;
        this.calls = calls;
        this.epoll = epoll;
        this.wakeUp = wakeUp;
        this.clock = clock;
        this.pacer = pacer;
        this.inheritance = inheritance;
        this.takenOver = new FirstMoments(inheritance.store());
        this.faults = faults;
        this.events = arena.allocate((long) MAX_EVENTS * EpollEvent.BYTES, Long.BYTES);
        this.change = arena.allocate(EpollEvent.BYTES, Long.BYTES);
        this.inbox = new Inbox(arena, calls);
        this.outbox = new Outbox(arena, calls);
    }

    /** Leaves nothing open when it fails. */
    static EpollPoller open(MediaClock clock, SlotPacer pacer, Inheritance inheritance, Consumer<Exception> faults)
            throws IOException {
        Arena arena = Arena.ofShared();
        SystemCalls calls = new SystemCalls(arena);
        int epoll = -1;
        @Nullable WakeUp wakeUp = null;
        try {
            epoll = Errno.check("epoll_create1", calls.epollCreate1(SocketOptions.EPOLL_CLOEXEC));
            wakeUp = new WakeUp(arena);
            EpollPoller poller = new EpollPoller(arena, calls, epoll, wakeUp, clock, pacer, inheritance, faults);
            poller.control(SocketOptions.EPOLL_CTL_ADD, wakeUp.fd(), SocketOptions.EPOLLIN, WAKE_UP);
            return poller;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            if (wakeUp != null) {
                wakeUp.close();
            }
            if (epoll >= 0) {
                calls.close(epoll);
            }
            arena.close();
            throw e;
        }
    }

    private void control(int operation, int fd, int wanted, long data) throws IOException {
        EpollEvent.set(change, 0, wanted, data);
        Errno.check("epoll_ctl", calls.epollCtl(epoll, operation, fd, change.address()));
    }

    @Override
    public SocketReader read(MediaSocket mediaSocket, DatagramHandler handler) throws IOException {
        EpollSocket socket = (EpollSocket) mediaSocket;
        EpollReader reader = new EpollReader(this, inbox, socket, handler, watched.next());
        add(socket.fd(), SocketOptions.EPOLLIN, reader);
        socket.readBy(reader, outbox);
        if (socket.isTakenOver()) {
            reader.readAtPace();
            takenOver.add(new Backlog(reader, inheritance, clock.nanoTime()));
        }
        return reader;
    }

    @Override
    public void accept(TcpListener tcpListener, AcceptHandler handler) throws IOException {
        EpollListener listener = (EpollListener) tcpListener;
        EpollAcceptor acceptor = new EpollAcceptor(this, listener, handler, watched.next());
        add(listener.fd(), SocketOptions.EPOLLIN, acceptor);
        listener.acceptedBy(acceptor);
        List<EpollConnection> former = listener.takeFormerConnections();
        if (!former.isEmpty()) {
            takenOver.add(now -> {
                acceptor.onFormerConnections(former, now);
                return true;
            });
        }
    }

    @Override
    public TcpWatch watch(TcpConnection tcpConnection, TcpHandler handler) throws IOException {
        EpollConnection connection = (EpollConnection) tcpConnection;
        EpollWatch watch = new EpollWatch(this, connection, handler, watched.next());
        boolean formerWay = connection.isConnecting() && connection.isTakenOver();
        add(connection.fd(), formerWay ? 0 : watch.wanted(), watch);
        connection.watchedBy(watch, this);
        if (formerWay) {
            takenOver.addWay(watch::begin);
        }
        return watch;
    }

    private void add(int fd, int wanted, Watched what) throws IOException {
        control(SocketOptions.EPOLL_CTL_ADD, fd, wanted, watched.next());
        watched.take(what);
    }

    void wanted(int fd, long number, int wanted) throws IOException {
        control(SocketOptions.EPOLL_CTL_MOD, fd, wanted, number);
    }

    /** Its descriptor is about to be closed, by which epoll forgets it unless another process holds the socket too. */
    void onClosed(long number) {
        watched.leave(number);
    }

    void forget(int fd) throws IOException {
        control(SocketOptions.EPOLL_CTL_DEL, fd, 0, 0);
    }

    @Override
    public void poll(long maxWaitMillis) throws IOException {
        if (!acceptRest.isEmpty()) {
            acceptRest.endIfDue(clock.nanoTime());
        }
        long wait = maxWaitMillis;
        if (!takenOver.isEmpty()) {
            takenOver.turn(clock.nanoTime(), faults);
            wait = Math.min(wait, FirstMoments.TURN_MILLIS);
        }
        if (wait > 0) {
            pause();
        }
        int timeout = Math.clamp(wait, 0, Integer.MAX_VALUE);
        int count = calls.epollWait(epoll, events.address(), MAX_EVENTS, timeout);
        if (count == -Errno.EINTR) {
            return;
        }
        Errno.check("epoll_wait", count);
        long now = clock.nanoTime();
        looks++;
        keepsUp = count <= FEW_SOCKETS || now - lookNanos < KEPT_UP_NANOS;
        lookNanos = now;
        pacer.onLook(now);
        moreWaiting = count == MAX_EVENTS;
        for (int i = 0; i < count; i++) {
            onEvent(EpollEvent.data(events, i), EpollEvent.events(events, i), now);
        }
        dropSampler.onLook(watched, now);
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

    private void onEvent(long data, int what, long nowNanos) {
        if (data == WAKE_UP) {
            wakeUp.drain(calls);
            return;
        }
        @Nullable Watched one = watched.at(data);
        if (one == null || one.isClosed()) {
            return;
        }
        try {
            one.onEvents(what, nowNanos);
        } catch (IOException | RuntimeException e) {
            onFault(e);
        }
    }

    /** For those who call in the loop's thread. */
    SystemCalls calls() {
        return calls;
    }

    long looks() {
        return looks;
    }

    /** What is there has come just now, and has not waited for a loop that was busy. */
    boolean keepsUp() {
        return keepsUp;
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

    /** A connection's bytes count as the packets that would have brought them. */
    void onBytes(int bytes, boolean more) {
        for (int left = bytes; left > 0; left -= PACKET_BYTES) {
            pacer.onPacket();
        }
        moreWaiting |= more;
    }

    void rest(AcceptRest.Resume resume, long nowNanos) {
        acceptRest.add(resume, nowNanos);
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

    /** Their ports are free already. */
    @Override
    public void onSocketsClosed() {}

    @Override
    public void close() {
        wakeUp.close();
        calls.close(epoll);
        arena.close();
    }
}
