package cascade.gateway.media.relay.plane;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.Poller;
import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.TcpListener;
import cascade.gateway.testkit.NetworkNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** A gear whose sockets are in another network than the process. */
record BackendInNamespace(IoBackend gear, NetworkNamespace network) implements IoBackend {

    @Override
    public String label() {
        return gear.label();
    }

    @Override
    public MediaSocket bind(InetAddress address, int port, int bufferBytes) throws IOException {
        return network.call(() -> gear.bind(address, port, bufferBytes));
    }

    @Override
    public MediaSocket bindShared(InetAddress address, int port, int bufferBytes) throws IOException {
        return network.call(() -> gear.bindShared(address, port, bufferBytes));
    }

    @Override
    public TcpListener listen(InetAddress address, int port) throws IOException {
        return network.call(() -> gear.listen(address, port));
    }

    @Override
    public TcpConnection connect(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        return network.call(() -> gear.connect(local, remote));
    }

    @Override
    public Poller newPoller(MediaClock clock, Duration maxSlot, Consumer<Exception> faults) throws IOException {
        return gear.newPoller(clock, maxSlot, faults);
    }
}
