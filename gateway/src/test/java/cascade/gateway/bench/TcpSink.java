package cascade.gateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** Accepts one connection for each output, and takes frames (RFC 4571) from it; looked at each millisecond. */
final class TcpSink implements Sink {

    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int WAIT_MILLIS = 20;
    private static final int BUFFER_BYTES = 256 << 10;
    private static final int SOCKET_BYTES = 1 << 20;
    private static final int LENGTH_BYTES = 2;

    private final Outputs outputs;
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final Thread thread;
    private volatile boolean ended;

    TcpSink(Place place, Outputs outputs) throws IOException {
        this.outputs = outputs;
        listener.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BYTES);
        listener.bind(place.output(0), 4_096);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread = Thread.ofPlatform().name("sink").daemon().start(this::run);
    }

    private void run() {
        try (var own = java.lang.foreign.Arena.ofConfined()) {
            Natives natives = new Natives(own);
            while (!ended) {
                selector.select(this::onReady, WAIT_MILLIS);
                outputs.publish();
                natives.sleepUntil(System.nanoTime() + SWEEP_NANOS);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onReady(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel connection = listener.accept();
                connection.configureBlocking(false);
                connection.register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(BUFFER_BYTES));
            } else if (((SocketChannel) key.channel()).read((ByteBuffer) key.attachment()) < 0) {
                key.channel().close();
            } else {
                takeFrames((ByteBuffer) key.attachment());
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void takeFrames(ByteBuffer bytes) {
        long came = outputs.wallNanos(System.nanoTime());
        int at = 0;
        while (bytes.position() - at >= LENGTH_BYTES) {
            int length = bytes.getShort(at) & 0xFFFF;
            if (bytes.position() - at < LENGTH_BYTES + length) {
                break;
            }
            outputs.onPacket(bytes, at + LENGTH_BYTES, length, -1, came);
            at += LENGTH_BYTES + length;
        }
        bytes.flip().position(at);
        bytes.compact();
    }

    @Override
    public Outputs outputs() {
        return outputs;
    }

    @Override
    public long overflowed() {
        return 0;
    }

    @Override
    public void close() {
        ended = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
