package cascade.gateway.media.relay.loop;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.io.AcceptHandler;
import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.Poller;
import cascade.gateway.media.io.SocketReader;
import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.TcpHandler;
import cascade.gateway.media.io.TcpListener;
import cascade.gateway.media.io.TcpWatch;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Fake poller, and its backend: waits for wake-ups alone, without a time limit, and counts them. */
final class GatedPoller implements Poller, IoBackend {

    private final Semaphore signals = new Semaphore(0);
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final AtomicInteger waits = new AtomicInteger();

    int wakeUps() {
        return wakeUps.get();
    }

    /** Waits that were begun. */
    int waits() {
        return waits.get();
    }

    @Override
    public void poll(long maxWaitMillis) {
        if (maxWaitMillis > 0) {
            waits.incrementAndGet();
            signals.acquireUninterruptibly();
            signals.drainPermits();
        }
    }

    @Override
    public void wakeUp() {
        wakeUps.incrementAndGet();
        signals.release();
    }

    @Override
    public void onSocketsClosed() {}

    @Override
    public void close() {}

    @Override
    public Poller newPoller(MediaClock clock, Duration maxSlot, Consumer<Exception> faults) {
        return this;
    }

    @Override
    public String label() {
        return "gated";
    }

    @Override
    public MediaSocket bind(InetAddress address, int port, int bufferBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TcpListener listen(InetAddress address, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TcpConnection connect(InetSocketAddress local, InetSocketAddress remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketReader read(MediaSocket socket, DatagramHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void accept(TcpListener listener, AcceptHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TcpWatch watch(TcpConnection connection, TcpHandler handler) {
        throw new UnsupportedOperationException();
    }
}
