package cascade.gateway.media.io.nio;

import cascade.gateway.media.io.TcpHandler;
import cascade.gateway.media.io.TcpWatch;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Readiness watch on one connection: tells first how its connect ended, then what it is wanted for. Loop thread. */
final class NioWatch implements TcpWatch, Selected {

    private final NioConnection connection;
    private final TcpHandler handler;
    private final SelectionKey key;
    private boolean reads = true;
    private boolean writes;

    NioWatch(NioConnection connection, TcpHandler handler, Selector selector) throws IOException {
        this.connection = connection;
        this.handler = handler;
        this.key = connection.channel().register(selector, wanted(), this);
    }

    private int wanted() {
        if (connection.isConnecting()) {
            // one that stood at once is writable, and has still to be told
            return connection.channel().isConnectionPending() ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE;
        }
        return (reads ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
    }

    private void want() {
        if (key.isValid()) {
            key.interestOps(wanted());
        }
    }

    @Override
    public void wantReads(boolean yes) {
        if (reads != yes) {
            reads = yes;
            want();
        }
    }

    @Override
    public void wantWrites(boolean yes) {
        if (writes != yes) {
            writes = yes;
            want();
        }
    }

    @Override
    public void onReady(long nowNanos) {
        if (connection.isConnecting()) {
            onConnectEnded(nowNanos);
            return;
        }
        int ready = key.readyOps();
        if ((ready & SelectionKey.OP_READ) != 0) {
            handler.onReadable(nowNanos);
        }
        // what was told before may have closed it, or lost its interest
        if ((ready & SelectionKey.OP_WRITE) != 0 && writes && key.isValid()) {
            handler.onWritable(nowNanos);
        }
    }

    private void onConnectEnded(long nowNanos) {
        try {
            connection.finishConnect();
        } catch (IOException e) {
            key.cancel();
            handler.onFailed(e, nowNanos);
            return;
        }
        want();
        handler.onConnected(nowNanos);
    }
}
