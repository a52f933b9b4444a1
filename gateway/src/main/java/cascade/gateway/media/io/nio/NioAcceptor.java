package cascade.gateway.media.io.nio;

import cascade.gateway.media.io.AcceptHandler;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** Takes the connections of one listener. Loop thread. */
final class NioAcceptor implements Selected {

    /** Connections accepted before the others have their turn. */
    private static final int TURN = 16;

    private final NioListener listener;
    private final AcceptHandler handler;

    private NioAcceptor(NioListener listener, AcceptHandler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    static void register(NioListener listener, AcceptHandler handler, Selector selector) throws IOException {
        listener.channel().register(selector, SelectionKey.OP_ACCEPT, new NioAcceptor(listener, handler));
    }

    @Override
    public void onReady(long nowNanos) throws IOException {
        for (int i = 0; i < TURN && listener.channel().isOpen(); i++) {
            @Nullable NioConnection connection = listener.accept();
            if (connection == null) {
                return;
            }
            handler.onAccepted(connection, nowNanos);
        }
    }
}
