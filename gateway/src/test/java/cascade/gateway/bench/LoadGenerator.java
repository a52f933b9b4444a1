package cascade.gateway.bench;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.io.Gear;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.Poller;
import cascade.gateway.media.io.SendCount;
import cascade.gateway.media.io.Train;
import cascade.gateway.media.rtp.RtpHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends RTP as cameras do, each from a port of its own. The caller's thread. */
final class LoadGenerator implements AutoCloseable, SendCount {

    /** Where a packet carries the time of its sending. */
    static final int SENT_OFFSET = RtpHeader.FIXED_BYTES;

    private static final int PACKET_BYTES = 1_400;
    private static final int PAYLOAD_TYPE = 96;
    private static final int FIRST_PORT = 40_000;
    private static final int BUFFER_BYTES = 1 << 20;
    private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final Load load;
    private final InetAddress host;
    private final Poller poller;
    private final List<MediaSocket> sockets = new ArrayList<>();
    private final List<InetSocketAddress> targets = new ArrayList<>();
    private final Train train = new Train();
    private final ByteBuffer memory;
    private final int[] sequences;
    private long sent;
    private long refused;

    LoadGenerator(Gear gear, InetAddress host, Load load) throws IOException {
        this.load = load;
        this.host = host;
        this.memory = ByteBuffer.allocateDirect(load.burst() * PACKET_BYTES);
        this.sequences = new int[load.streams()];
        this.poller = gear.newPoller(MediaClock.system(), Duration.ZERO, e -> {
            throw new IllegalStateException(e);
        });
        for (int i = 0; i < load.streams(); i++) {
            MediaSocket socket = gear.bind(host, FIRST_PORT + i, BUFFER_BYTES);
            sockets.add(socket);
            poller.read(socket, (where, offset, length, from, now) -> {});
        }
    }

    InetSocketAddress address(int stream) {
        return new InetSocketAddress(host, FIRST_PORT + stream);
    }

    void target(InetSocketAddress target) {
        targets.add(target);
    }

    /** Sends for so long, evenly over all streams; what was late is made up for. */
    void run(Duration duration) {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        double nanosPerBurst = 1e9 * load.burst() / load.totalPerSecond();
        long bursts = 0;
        for (long now = start; now - end < 0; now = System.nanoTime()) {
            while ((now - start) / nanosPerBurst > bursts) {
                burst((int) (bursts++ % load.streams()));
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private void burst(int stream) {
        for (int i = 0; i < load.burst(); i++) {
            int at = i * PACKET_BYTES;
            int sequence = sequences[stream]++;
            RtpHeader.write(memory, at, false, PAYLOAD_TYPE, sequence, sequence, stream + 1);
            memory.putLong(at + SENT_OFFSET, System.nanoTime());
            train.add(memory, at, PACKET_BYTES);
            if (!load.trains()) {
                send(stream);
            }
        }
        if (load.trains()) {
            send(stream);
        }
    }

    private void send(int stream) {
        sockets.get(stream).send(train, targets.get(stream), this);
        train.clear();
    }

    long sent() {
        return sent;
    }

    long refused() {
        return refused;
    }

    @Override
    public void onSent(int packets, int bytes) {
        sent += packets;
    }

    @Override
    public void onRefused(int packets) {
        refused += packets;
    }

    @Override
    public void close() throws IOException {
        for (MediaSocket socket : sockets) {
            socket.close();
        }
        poller.close();
    }
}
