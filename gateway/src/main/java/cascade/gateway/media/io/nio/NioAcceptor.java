package cascade.gateway.media.io.nio;

import cascade.gateway.media.io.AcceptHandler;
import cascade.gateway.media.io.AcceptRest;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** Acceptor of one listener's connections. Loop thread. */
final class NioAcceptor implements Selected {

    /** Connections accepted before the others have their turn. */
    private static final int TURN = 16;

    private final NioListener listener;
    private final AcceptHandler handler;
    private final AcceptRest rest;
    private final SelectionKey key;

    NioAcceptor(NioListener listener, AcceptHandler handler, AcceptRest rest, Selector selector) throws IOException {
        this.listener = listener;
        this.handler = handler;
        this.rest = rest;
        this.key = listener.channel().register(selector, SelectionKey.OP_ACCEPT, this);
    }

    @Override
    public void onReady(long nowNanos) throws IOException {
        for (int i = 0; i < TURN && listener.channel().isOpen(); i++) {
            @Nullable NioConnection connection = accept(nowNanos);
            if (connection == null) {
                return;
            }
            handler.onAccepted(connection, nowNanos);
        }
    }

    private @Nullable NioConnection accept(long nowNanos) throws IOException {
        try {
            return listener.accept();
        } catch (IOException e) {
            key.interestOps(0);
            rest.add(this::resume, nowNanos);
            throw e;
        }
    }

    private void resume() {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }
}
