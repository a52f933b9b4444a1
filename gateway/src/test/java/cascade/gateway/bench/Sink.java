package cascade.gateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;

/** Receives what the relay forwards, and measures how long each packet took. One thread of its own. */
final class Sink implements AutoCloseable {

    private static final int BUFFER_BYTES = 4 << 20;
    private static final int BUCKET_NANOS = 10_000;
    private static final int BUCKETS = 20_000;

    private final DatagramChannel channel;
    private final Thread thread = Thread.ofPlatform().name("sink").unstarted(this::run);
    private final long[] histogram = new long[BUCKETS];
    private volatile long packets;

    Sink(InetSocketAddress address) throws IOException {
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        channel.bind(address);
        thread.start();
    }

    private void run() {
        ByteBuffer packet = ByteBuffer.allocateDirect(65_536);
        long count = 0;
        try {
            while (true) {
                channel.receive(packet.clear());
                long nanos = System.nanoTime() - packet.getLong(LoadGenerator.SENT_OFFSET);
                histogram[Math.clamp(nanos / BUCKET_NANOS, 0, BUCKETS - 1)]++;
                packets = ++count;
            }
        } catch (AsynchronousCloseException e) {
            // the end of the measurement
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long packets() {
        return packets;
    }

    /** Not exact while packets come, which does not matter between two phases. */
    void forgetLatencies() {
        Arrays.fill(histogram, 0);
    }

    double latencyMillis(double quantile) {
        long wanted = (long) (Arrays.stream(histogram).sum() * quantile);
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += histogram[bucket];
            if (seen > wanted) {
                return bucket * (double) BUCKET_NANOS / 1e6;
            }
        }
        return Double.NaN;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted while the sink ended", interrupted);
        }
    }
}
