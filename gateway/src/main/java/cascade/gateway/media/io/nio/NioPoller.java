package cascade.gateway.media.io.nio;

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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/**
 * Readiness poller on one selector, with the one buffer through which all its packets go. Loop thread, but for {@link
 * #wakeUp}.
 */
final class NioPoller implements Poller {

    private static final int MAX_DATAGRAM_BYTES = 65_536;

    private final MediaClock clock;
    private final Consumer<Exception> faults;
    private final Selector selector;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final Consumer<SelectionKey> onReady = this::onReady;
    private final AcceptRest acceptRest = new AcceptRest();
    private boolean selecting;

    NioPoller(MediaClock clock, Consumer<Exception> faults) throws IOException {
        this.clock = clock;
        this.faults = faults;
        this.selector = Selector.open();
    }

    @Override
    public SocketReader read(MediaSocket socket, DatagramHandler handler) throws IOException {
        return new NioReader((NioSocket) socket, handler, packet, selector);
    }

    @Override
    public void accept(TcpListener listener, AcceptHandler handler) throws IOException {
        new NioAcceptor((NioListener) listener, handler, acceptRest, selector);
    }

    @Override
    public TcpWatch watch(TcpConnection connection, TcpHandler handler) throws IOException {
        return new NioWatch((NioConnection) connection, handler, selector);
    }

    @Override
    public void poll(long maxWaitMillis) throws IOException {
        if (!acceptRest.isEmpty()) {
            acceptRest.endIfDue(clock.nanoTime());
        }
        selecting = true;
        try {
            if (maxWaitMillis > 0) {
                selector.select(onReady, maxWaitMillis);
            } else {
                selector.selectNow(onReady);
            }
        } finally {
            selecting = false;
        }
    }

    private void onReady(SelectionKey key) {
        if (key.attachment() instanceof Selected selected && key.isValid()) {
            try {
                selected.onReady(clock.nanoTime());
            } catch (IOException | RuntimeException e) {
                faults.accept(e);
            }
        }
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    /** A selector keeps a closed socket until it selects again, which a handler cannot make it do. */
    @Override
    public void onSocketsClosed() throws IOException {
        if (!selecting) {
            selecting = true;
            try {
                selector.selectNow(onReady);
            } finally {
                selecting = false;
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
