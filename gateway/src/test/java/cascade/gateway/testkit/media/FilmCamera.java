package cascade.gateway.testkit.media;

import cascade.gateway.media.MediaTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * RTP source that sends a film from an address of its own, over UDP or TCP (RFC 4571), and never stops unless told to; then its counts
 * stand. Any thread.
 */
public final class FilmCamera implements AutoCloseable {

    private static final int SEND_BUFFER_BYTES = 1 << 20;
    private static final int DISCARD_PORT = 9;

    private final Film film;
    private final MediaTransport transport;
    private final InetSocketAddress address;
    private final @Nullable Channel socket;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(Film.MAX_PACKET_BYTES);
    private final ByteBuffer length = ByteBuffer.allocateDirect(Short.BYTES);
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private volatile @Nullable InetSocketAddress target;
    private volatile @Nullable SocketChannel connection;
    private @Nullable ScheduledFuture<?> rolling;

    private FilmCamera(Film film, MediaTransport transport, InetSocketAddress address, @Nullable Channel socket) {
        this.film = film;
        this.transport = transport;
        this.address = address;
        this.socket = socket;
    }

    /** Over UDP. */
    public static FilmCamera udp(Film film, InetSocketAddress address) {
        try {
            DatagramChannel socket = DatagramChannel.open();
            socket.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
            socket.bind(address);
            return new FilmCamera(film, MediaTransport.UDP, (InetSocketAddress) socket.getLocalAddress(), socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over TCP; the gateway connects to it. */
    public static FilmCamera tcpListening(Film film, InetSocketAddress address) {
        try {
            ServerSocketChannel socket = ServerSocketChannel.open().bind(address);
            FilmCamera camera = new FilmCamera(
                    film, MediaTransport.TCP_ACTIVE, (InetSocketAddress) socket.getLocalAddress(), socket);
            Thread.ofVirtual().start(() -> camera.accept(socket));
            return camera;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over TCP; it connects to where it is aimed. Its SDP has no port to tell (RFC 4145 section 4.1). */
    public static FilmCamera tcpConnecting(Film film, InetSocketAddress address) {
        return new FilmCamera(
                film, MediaTransport.TCP_PASSIVE, new InetSocketAddress(address.getAddress(), DISCARD_PORT), null);
    }

    private void accept(ServerSocketChannel server) {
        try {
            connection = server.accept();
        } catch (ClosedChannelException e) {
            // it was told to stop before anybody came
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The gateway's role towards it. */
    public MediaTransport transport() {
        return transport;
    }

    /** What its answer says. */
    public InetSocketAddress address() {
        return address;
    }

    public void aimAt(InetSocketAddress to) {
        target = to;
        if (transport == MediaTransport.TCP_PASSIVE) {
            try {
                SocketChannel socketChannel = SocketChannel.open();
                socketChannel.bind(new InetSocketAddress(address.getAddress(), 0));
                socketChannel.connect(to);
                connection = socketChannel;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether it has somewhere to send to. */
    public boolean isReady() {
        return transport == MediaTransport.UDP ? target != null : connection != null;
    }

    /** Sends so many packets each interval from now on. */
    public void roll(ScheduledExecutorService clock, int packets, long interval, TimeUnit unit) {
        rolling = clock.scheduleAtFixedRate(() -> send(packets), 0, interval, unit);
    }

    public synchronized void send(int packets) {
        try {
            for (int i = 0; i < packets; i++) {
                film.write(packet, next.get(), sent.get());
                send();
                next.incrementAndGet();
                sent.incrementAndGet();
            }
        } catch (ClosedChannelException e) {
            // it was told to stop
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send() throws IOException {
        if (socket instanceof DatagramChannel datagrams) {
            datagrams.send(packet, target);
            return;
        }
        SocketChannel connected = connection;
        if (connected == null) {
            throw new ClosedChannelException();
        }
        length.clear().putShort((short) packet.remaining()).flip();
        ByteBuffer[] frame = {length, packet};
        while (packet.hasRemaining()) {
            connected.write(frame);
        }
    }

    /** As if the network had lost the next packet. */
    public void lose() {
        next.incrementAndGet();
    }

    /** How many packets have been sent; the next one's index where none was lost. */
    public long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        if (rolling != null) {
            rolling.cancel(false);
        }
        closeSockets();
    }

    private synchronized void closeSockets() {
        close(socket);
        close(connection);
    }

    private static void close(@Nullable Channel open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
