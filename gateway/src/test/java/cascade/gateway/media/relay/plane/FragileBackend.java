package cascade.gateway.media.relay.plane;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.Poller;
import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.TcpListener;
import cascade.gateway.media.io.nio.NioBackend;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A backend that fails where a test wants it to, and counts the pollers that are open. */
final class FragileBackend implements IoBackend {

    private final IoBackend backend = new NioBackend();
    private final int pollers;
    private final String failing;
    final AtomicInteger open = new AtomicInteger();

    /** Makes so many pollers, whose method of this name fails when it has done its work. */
    FragileBackend(int pollers, String failing) {
        this.pollers = pollers;
        this.failing = failing;
    }

    @Override
    public Poller newPoller(MediaClock clock, Duration maxSlot, Consumer<Exception> faults) throws IOException {
        if (open.get() == pollers) {
            throw new IOException("thrown by a test");
        }
        Poller poller = backend.newPoller(clock, maxSlot, faults);
        open.incrementAndGet();
        return (Poller) Proxy.newProxyInstance(
                Poller.class.getClassLoader(), new Class<?>[] {Poller.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(poller, arguments);
                    if (method.getName().equals("close")) {
                        open.decrementAndGet();
                    }
                    if (method.getName().equals(failing)) {
                        throw new StackOverflowError("thrown by a test");
                    }
                    return result;
                });
    }

    @Override
    public String label() {
        return "fragile";
    }

    @Override
    public MediaSocket bind(InetAddress address, int port, int bufferBytes) throws IOException {
        return backend.bind(address, port, bufferBytes);
    }

    @Override
    public TcpListener listen(InetAddress address, int port) throws IOException {
        return backend.listen(address, port);
    }

    @Override
    public TcpConnection connect(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        return backend.connect(local, remote);
    }
}
