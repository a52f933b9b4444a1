package cascade.gateway.media.io.epoll;

import cascade.gateway.media.Inheritance;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.Poller;
import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.TcpListener;
import cascade.gateway.media.io.linux.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** I/O backend on Linux system calls. What it opens may be a socket of the former process, where that has one. */
public final class EpollBackend implements IoBackend {

    private final Inheritance inheritance;

    public EpollBackend(Inheritance inheritance) {
        this.inheritance = inheritance;
    }

    /** Why this machine cannot run it; empty when it can. */
    public static Optional<String> missing() {
        return Probe.missing();
    }

    @Override
    public String label() {
        return "epoll";
    }

    @Override
    public MediaSocket bind(InetAddress address, int port, int bufferBytes) throws IOException {
        return EpollSocket.bind(address, port, bufferBytes, inheritance.store());
    }

    @Override
    public MediaSocket bindShared(InetAddress address, int port, int bufferBytes) throws IOException {
        return EpollSocket.bindShared(address, port, bufferBytes, inheritance.store());
    }

    @Override
    public TcpListener listen(InetAddress address, int port) throws IOException {
        return EpollListener.listen(address, port, inheritance.store());
    }

    @Override
    public TcpConnection connect(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        return EpollConnection.connect(local, remote, inheritance.store());
    }

    @Override
    public Poller newPoller(MediaClock clock, Duration maxSlot, Consumer<Exception> faults) throws IOException {
        return EpollPoller.open(clock, new SlotPacer(maxSlot), inheritance, faults);
    }
}
