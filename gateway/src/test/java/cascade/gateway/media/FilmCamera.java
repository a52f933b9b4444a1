package cascade.gateway.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sends a film from an address of its own, over UDP, and never stops unless told to; then its counts stand. Any thread. */
public final class FilmCamera implements AutoCloseable {

    private static final int SEND_BUFFER_BYTES = 1 << 20;

    private final Film film;
    private final DatagramChannel socket;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(Film.MAX_PACKET_BYTES);
    private final InetSocketAddress address;
    private volatile @Nullable InetSocketAddress target;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private @Nullable ScheduledFuture<?> rolling;

    /** @param address port 0: any */
    public FilmCamera(Film film, InetSocketAddress address) {
        this.film = film;
        try {
            socket = DatagramChannel.open();
            socket.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
            socket.bind(address);
            this.address = (InetSocketAddress) socket.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    public Film film() {
        return film;
    }

    public void aimAt(InetSocketAddress to) {
        target = to;
    }

    /** Sends so many packets each interval from now on. */
    public void roll(ScheduledExecutorService clock, int packets, long interval, TimeUnit unit) {
        rolling = clock.scheduleAtFixedRate(() -> send(packets), 0, interval, unit);
    }

    public synchronized void send(int packets) {
        try {
            for (int i = 0; i < packets; i++) {
                film.write(packet, next.get(), sent.get());
                socket.send(packet, target);
                next.incrementAndGet();
                sent.incrementAndGet();
            }
        } catch (ClosedChannelException e) {
            // it was told to stop
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    /** How many packets there would be without the lost ones. */
    public long filmed() {
        return next.get();
    }

    @Override
    public void close() {
        if (rolling != null) {
            rolling.cancel(false);
        }
        closeSocket();
    }

    private synchronized void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
