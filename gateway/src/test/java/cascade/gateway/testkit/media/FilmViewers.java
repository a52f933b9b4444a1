package cascade.gateway.testkit.media;

import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.rtp.RtcpPackets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * RTP receivers of many viewers on one thread, over UDP or TCP (RFC 4571). What comes goes to the run that the viewer
 * has then; what comes when it has none is a stray. Methods from any thread.
 */
public final class FilmViewers implements AutoCloseable {

    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;
    private static final int MAX_DATAGRAM_BYTES = 0xFFFF;

    private final Selector selector;
    private final Thread receiver;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final AtomicLong strays = new AtomicLong();

    /** What reads a channel that is ready. Receiving thread. */
    private interface Ready {
        void read() throws IOException;
    }

    public FilmViewers() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        receiver = Thread.ofPlatform().name("film-viewers").daemon().start(this::receive);
    }

    private void receive() {
        try {
            while (selector.isOpen()) {
                selector.select(FilmViewers::read);
            }
        } catch (ClosedSelectorException e) {
            // the trial is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(SelectionKey key) {
        try {
            ((Ready) key.attachment()).read();
        } catch (ClosedChannelException e) {
            // by its viewer, just now
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Datagrams and frames that came to a viewer that was not watching. */
    public long strays() {
        return strays.get();
    }

    /** A viewer that receives UDP there. */
    public Viewer udp(InetSocketAddress address) {
        try {
            DatagramChannel channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            channel.bind(address);
            Viewer viewer = new Viewer(MediaTransport.UDP, (InetSocketAddress) channel.getLocalAddress(), channel);
            read(channel, SelectionKey.OP_READ, () -> viewer.readDatagrams(channel));
            return viewer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A viewer that the gateway connects to. */
    public Viewer tcpListening(InetSocketAddress address) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            channel.bind(address);
            Viewer viewer =
                    new Viewer(MediaTransport.TCP_ACTIVE, (InetSocketAddress) channel.getLocalAddress(), channel);
            read(channel, SelectionKey.OP_ACCEPT, () -> viewer.accept(channel));
            return viewer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A viewer that connects to the gateway, from that host. */
    public Viewer tcpConnecting(InetSocketAddress address) {
        return new Viewer(MediaTransport.TCP_PASSIVE, address, null);
    }

    private void read(SelectableChannel channel, int interest, Ready ready) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, interest, ready);
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
            receiver.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** One of them. */
    public final class Viewer implements AutoCloseable {

        private final MediaTransport transport;
        private final InetSocketAddress address;
        private final @Nullable SelectableChannel channel;
        private volatile @Nullable FilmRun run;
        private volatile @Nullable SocketChannel connection;

        private Viewer(MediaTransport transport, InetSocketAddress address, @Nullable SelectableChannel channel) {
            this.transport = transport;
            this.address = address;
            this.channel = channel;
        }

        /** The gateway's role towards it. */
        public MediaTransport transport() {
            return transport;
        }

        /** What its offer says. */
        public InetSocketAddress address() {
            return address;
        }

        /** Everything that comes from now on belongs to that run. */
        public void watches(FilmRun newRun) {
            run = newRun;
        }

        /** Whatever comes from now on is a stray. */
        public void watchesNothing() {
            run = null;
        }

        /** For a viewer that connects. */
        public void connect(InetSocketAddress gateway) {
            try {
                SocketChannel socket = SocketChannel.open();
                socket.bind(new InetSocketAddress(address.getAddress(), 0));
                socket.connect(gateway);
                take(socket);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** TCP: whether there is a connection that the gateway has not ended. */
        public boolean isConnected() {
            return connection != null;
        }

        private void accept(ServerSocketChannel server) throws IOException {
            for (SocketChannel socket = server.accept(); socket != null; socket = server.accept()) {
                take(socket);
            }
        }

        private void take(SocketChannel socket) throws IOException {
            connection = socket;
            ByteBuffer frames = ByteBuffer.allocate(8 * Film.MAX_PACKET_BYTES);
            read(socket, SelectionKey.OP_READ, () -> readFrames(socket, frames));
        }

        private void readDatagrams(DatagramChannel socket) throws IOException {
            while (socket.receive(datagram.clear()) != null) {
                onPacket(datagram.flip());
            }
        }

        private void readFrames(SocketChannel socket, ByteBuffer frames) throws IOException {
            boolean ended;
            try {
                ended = socket.read(frames) < 0;
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException reset) {
                ended = true;
            }
            frames.flip();
            while (frames.remaining() >= 2 && frames.remaining() - 2 >= length(frames)) {
                int length = length(frames);
                onFrame(frames.slice(frames.position() + 2, length));
                frames.position(frames.position() + 2 + length);
            }
            frames.compact();
            if (ended) {
                socket.close();
                connection = null;
            }
        }

        private static int length(ByteBuffer frames) {
            return frames.getShort(frames.position()) & 0xFFFF;
        }

        /** RTCP comes by the same connection; it is no part of the film. */
        private void onFrame(ByteBuffer frame) {
            if (!RtcpPackets.looksLikeRtcp(frame, 0, frame.remaining())) {
                onPacket(frame);
            }
        }

        private void onPacket(ByteBuffer packet) {
            FilmRun current = run;
            if (current == null) {
                strays.incrementAndGet();
            } else {
                current.take(packet);
            }
        }

        @Override
        public void close() {
            try {
                if (channel != null) {
                    channel.close();
                }
                SocketChannel socket = connection;
                if (socket != null) {
                    socket.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            selector.wakeup();
        }
    }
}
