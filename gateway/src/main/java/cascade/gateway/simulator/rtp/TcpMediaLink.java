package cascade.gateway.simulator.rtp;

import cascade.gateway.media.TcpFraming;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TCP transport of one stream's RTP and RTCP, one connection after the other: framed as in <a
 * href="https://datatracker.ietf.org/doc/html/rfc4571">RFC 4571</a>, or as RTSP interleaves it.
 *
 * <pre>
 *   listening:  open ------> LISTENING --accept--> CONNECTED --broken--> LISTENING ...
 *   connecting: open, peer-> CONNECTING ---------> CONNECTED --broken--> CONNECTING ...
 *                                `--refused: again after a while
 * </pre>
 */
public final class TcpMediaLink implements MediaLink {

    private static final Logger log = LoggerFactory.getLogger(TcpMediaLink.class);
    /** GB/T 28181-2022 annex D asks for a second or more; a test has less time. */
    private static final Duration RETRY = Duration.ofMillis(300);
    /** Key frames of a gateway that stalls for a moment must fit. */
    private static final int OUT_BYTES = 1 << 20;

    private static final int SLOW_RECEIVE_BUFFER_BYTES = 8 << 10;
    private static final long SLOW_TURN_NANOS = 20_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final RtpLoop loop;
    private final InetSocketAddress local;
    private final boolean listens;
    private final TcpFraming framing;
    private final TcpFaults faults;
    private final TcpPackets packets = new TcpPackets();
    private final ByteBuffer out = ByteBuffer.allocateDirect(OUT_BYTES);
    private final Retry retry = new Retry();
    private final SlowTurn slowTurn = new SlowTurn();
    private @Nullable ServerSocketChannel listener;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable InetSocketAddress peer;
    private @Nullable Ear ear;
    private boolean delayed;
    private boolean connected;
    private boolean closed;
    private boolean endsOwnDirection;
    private long rtpPackets;

    private TcpMediaLink(RtpLoop loop, InetSocketAddress local, boolean listens, TcpFraming framing, TcpFaults faults) {
        this.loop = loop;
        this.local = local;
        this.listens = listens;
        this.framing = framing;
        this.faults = faults;
        this.delayed = !faults.delay().isZero();
    }

    /** Waits for a connection to a port of its own. */
    public static TcpMediaLink listening(RtpLoop loop, InetAddress host, TcpFraming framing, TcpFaults faults)
            throws IOException {
        ServerSocketChannel socket = listen(new InetSocketAddress(host, 0), faults);
        var link = new TcpMediaLink(loop, (InetSocketAddress) socket.getLocalAddress(), true, framing, faults);
        if (link.delayed) {
            // the port is known, and refuses
            socket.close();
        } else {
            link.listener = socket;
        }
        return link;
    }

    /** Connects to wherever {@link #peer} tells. */
    public static TcpMediaLink connecting(RtpLoop loop, InetAddress host, TcpFraming framing, TcpFaults faults)
            throws IOException {
        try (SocketChannel free = SocketChannel.open()) {
            // only to have a port for the SDP, as products write one
            free.bind(new InetSocketAddress(host, 0));
            return new TcpMediaLink(loop, (InetSocketAddress) free.getLocalAddress(), false, framing, faults);
        }
    }

    private static ServerSocketChannel listen(InetSocketAddress address, TcpFaults faults) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (faults.readBytesPerSecond() > 0) {
                socket.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_RECEIVE_BUFFER_BYTES);
            }
            socket.bind(address);
            socket.configureBlocking(false);
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    @Override
    public int rtpPort() {
        return local.getPort();
    }

    @Override
    public void peer(InetSocketAddress rtp) throws IOException {
        peer = rtp;
        if (!listens) {
            begin();
        }
    }

    @Override
    public void open(Ear hearing) throws IOException {
        ear = hearing;
        begin();
    }

    /** Once it is open, and knows whom to connect to: connects or accepts, at once or after the fault's delay. */
    private void begin() throws IOException {
        if (ear == null || closed || (!listens && peer == null)) {
            return;
        }
        if (delayed) {
            delayed = false;
            loop.schedule(retry, loop.nanoTime() + faults.delay().toNanos());
        } else if (listens) {
            accept();
        } else {
            connect();
        }
    }

    private void accept() throws IOException {
        ServerSocketChannel socket = listener == null ? listen(local, faults) : listener;
        listener = socket;
        loop.register(socket, SelectionKey.OP_ACCEPT, this::onAcceptable);
    }

    private void onAcceptable(SelectionKey ready) throws IOException {
        ServerSocketChannel socket = (ServerSocketChannel) ready.channel();
        SocketChannel accepted = socket.accept();
        if (accepted == null) {
            return;
        }
        if (channel != null || endsOwnDirection) {
            // one at a time: a second one is nobody's
            accepted.close();
            return;
        }
        accepted.configureBlocking(false);
        channel = accepted;
        key = loop.register(accepted, SelectionKey.OP_READ, this::onChannel);
        onConnected();
    }

    private void connect() throws IOException {
        SocketChannel made = SocketChannel.open();
        made.configureBlocking(false);
        if (faults.readBytesPerSecond() > 0) {
            made.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_RECEIVE_BUFFER_BYTES);
        }
        made.bind(new InetSocketAddress(local.getAddress(), 0));
        channel = made;
        key = loop.register(made, SelectionKey.OP_CONNECT, this::onChannel);
        try {
            made.connect(peer);
        } catch (IOException refused) {
            onLost(refused);
        }
    }

    private void onChannel(SelectionKey ready) {
        try {
            if (ready.isConnectable() && ((SocketChannel) ready.channel()).finishConnect()) {
                ready.interestOps(SelectionKey.OP_READ);
                onConnected();
                return;
            }
            if (ready.isWritable()) {
                flush();
            }
            if (ready.isValid() && ready.isReadable()) {
                read(1);
            }
        } catch (IOException broken) {
            onLost(broken);
        }
    }

    private void onConnected() throws IOException {
        connected = true;
        SocketChannel made = channel;
        if (made != null) {
            made.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        out.clear();
        packets.restart();
        Ear hearing = ear;
        if (hearing != null) {
            hearing.onReady();
        }
    }

    private void onLost(IOException cause) {
        log.atDebug().addKeyValue("address", peer).setCause(cause).log("media connection lost");
        drop(false);
        if (closed || endsOwnDirection || (rtpPackets > 0 && !faults.comesBack())) {
            return;
        }
        if (!listens) {
            loop.schedule(retry, loop.nanoTime() + RETRY.toNanos());
        }
    }

    /** @param reset tells the other side so (RST), instead of that we have nothing more to say (FIN) */
    private void drop(boolean reset) {
        SocketChannel dropped = channel;
        channel = null;
        key = null;
        loop.cancel(slowTurn);
        if (dropped != null) {
            try {
                if (reset) {
                    dropped.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
                dropped.close();
            } catch (IOException failure) {
                log.atDebug().setCause(failure).log("media connection not closed cleanly");
            }
        }
        Ear hearing = ear;
        if (connected && hearing != null) {
            connected = false;
            hearing.onLost();
        }
    }

    /** Reads so many times, and hands over what is whole. */
    private void read(int times) throws IOException {
        SocketChannel from = channel;
        if (from == null || ear == null) {
            return;
        }
        for (int i = 0; i < times; i++) {
            ByteBuffer in = packets.in();
            int allowance = allowance();
            in.limit(Math.min(in.capacity(), in.position() + allowance));
            int got = from.read(in);
            in.limit(in.capacity());
            if (got < 0) {
                throw new IOException("the other side has ended the connection");
            }
            packets.handOver(loop.datagram(), this::take, loop.nanoTime());
            if (faults.readBytesPerSecond() > 0) {
                pauseReading();
            }
            if (got == 0 || !from.isOpen()) {
                return;
            }
        }
    }

    private int allowance() {
        return faults.readBytesPerSecond() == 0
                ? Integer.MAX_VALUE >> 1
                : Math.max(1, (int) (faults.readBytesPerSecond() * SLOW_TURN_NANOS / NANOS_PER_SECOND));
    }

    private void pauseReading() {
        SelectionKey reading = key;
        if (reading != null && reading.isValid()) {
            reading.interestOpsAnd(~SelectionKey.OP_READ);
            loop.cancel(slowTurn);
            loop.schedule(slowTurn, loop.nanoTime() + SLOW_TURN_NANOS);
        }
    }

    private void take(ByteBuffer packet, boolean rtcp, long nowNanos) {
        Ear hearing = ear;
        if (hearing == null) {
            return;
        }
        if (rtcp) {
            hearing.onRtcp(packet, nowNanos);
        } else {
            hearing.onRtp(packet, nowNanos);
            onPacket();
        }
    }

    /** Sent by a camera or received by a viewer: what its faults wait for. */
    private void onPacket() {
        rtpPackets++;
        if (rtpPackets == faults.resetAfter()) {
            loop.execute(this::reset);
        }
        if (rtpPackets == faults.halfCloseAfter()) {
            loop.execute(this::halfClose);
        }
    }

    private void reset() {
        drop(true);
        if (!closed && faults.comesBack() && !listens) {
            loop.schedule(retry, loop.nanoTime() + RETRY.toNanos());
        }
        if (!faults.comesBack() && listener != null) {
            try {
                listener.close();
            } catch (IOException failure) {
                log.atDebug().setCause(failure).log("listener not closed cleanly");
            }
        }
    }

    private void halfClose() {
        SocketChannel ours = channel;
        endsOwnDirection = true;
        if (ours != null) {
            try {
                ours.shutdownOutput();
            } catch (IOException failure) {
                onLost(failure);
            }
        }
        Ear hearing = ear;
        if (connected && hearing != null) {
            connected = false;
            hearing.onLost();
        }
    }

    @Override
    public boolean sendRtp(ByteBuffer packet) {
        boolean breakIt = faults.breakLengthAfter() > 0 && rtpPackets + 1 == faults.breakLengthAfter();
        boolean sent = send(packet, false, packet.remaining() + (breakIt ? 1 : 0));
        if (sent) {
            onPacket();
        }
        return sent;
    }

    @Override
    public boolean sendRtcp(ByteBuffer packet) {
        return send(packet, true, packet.remaining());
    }

    private boolean send(ByteBuffer packet, boolean rtcp, int length) {
        if (!connected || endsOwnDirection || !TcpPackets.frame(framing, rtcp, packet, length, out)) {
            return false;
        }
        try {
            flush();
            return true;
        } catch (IOException broken) {
            onLost(broken);
            return false;
        }
    }

    private void flush() throws IOException {
        SocketChannel to = channel;
        SelectionKey writing = key;
        if (to == null || writing == null) {
            return;
        }
        out.flip();
        to.write(out);
        out.compact();
        if (out.position() > 0) {
            writing.interestOpsOr(SelectionKey.OP_WRITE);
        } else {
            writing.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    @Override
    public void drain() {
        try {
            if (faults.readBytesPerSecond() == 0) {
                read(Integer.MAX_VALUE);
            }
        } catch (IOException ended) {
            log.atDebug().setCause(ended).log("media connection ended while it was drained");
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        loop.cancel(retry);
        drop(false);
        if (listener != null) {
            listener.close();
        }
    }

    /** Time to try again, or for the first time. */
    private final class Retry extends RtpLoop.Timed {
        @Override
        long runAt(long nowNanos) {
            try {
                if (!closed && channel == null) {
                    begin();
                }
            } catch (IOException failure) {
                log.atWarn().setCause(failure).log("media connection not made");
            }
            return RtpLoop.NEVER;
        }
    }

    /** A slow reader may read again. */
    private final class SlowTurn extends RtpLoop.Timed {
        @Override
        long runAt(long nowNanos) {
            SelectionKey reading = key;
            if (reading != null && reading.isValid()) {
                reading.interestOpsOr(SelectionKey.OP_READ);
            }
            return RtpLoop.NEVER;
        }
    }
}
