package cascade.gateway.media.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.Inheritance;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.io.epoll.EpollBackend;
import cascade.gateway.media.io.nio.NioBackend;
import cascade.gateway.testkit.LockOfItsOwn;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each gear's connections and the kernel, without a relay. The test is the loop. */
@ParameterizedClass
@MethodSource("gears")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = LockOfItsOwn.class)
class TcpIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final InetAddress HERE = SUBNET.address(1);
    private static final InetAddress THERE = SUBNET.address(2);
    private static final int PORT = 20_000;
    private static final InetSocketAddress ANY_PORT_HERE = new InetSocketAddress(HERE, 0);
    private static final int QUIET_MILLIS = 150;

    private final List<Exception> faults = new ArrayList<>();
    private final List<TcpConnection> accepted = new ArrayList<>();
    private final IoBackend gear;
    private final Poller poller;
    private final TcpListener listener;

    static List<IoBackend> gears() {
        return EpollBackend.missing().isEmpty()
                ? List.of(new EpollBackend(Inheritance.NONE), new NioBackend())
                : List.of(new NioBackend());
    }

    TcpIT(IoBackend gear) throws IOException {
        this.gear = gear;
        this.poller = gear.newPoller(MediaClock.system(), Duration.ZERO, faults::add);
        this.listener = gear.listen(HERE, PORT);
        poller.accept(listener, (connection, now) -> accepted.add(connection));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        for (TcpConnection connection : accepted) {
            connection.close();
        }
        poller.close();
        assertThat(faults).isEmpty();
    }

    /** Keeps what it is told; reads what comes, and closes what is broken. */
    private class Told implements TcpHandler {
        private final TcpConnection connection;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        final TcpWatch watch;
        int connected;
        int readable;
        int writable;
        boolean ended;

        @Nullable
        IOException failure;

        @Nullable
        IOException broken;

        Told(TcpConnection connection) throws IOException {
            this.connection = connection;
            this.watch = poller.watch(connection, this);
        }

        @Override
        public void onConnected(long nowNanos) {
            connected++;
        }

        @Override
        public void onReadable(long nowNanos) {
            readable++;
            try {
                buffer.clear();
                int bytes = connection.read(buffer);
                if (bytes < 0) {
                    ended = true;
                    watch.wantReads(false);
                }
                for (int i = 0; i < bytes; i++) {
                    received.write(buffer.get(i));
                }
            } catch (IOException e) {
                onBroken(e);
            }
        }

        @Override
        public void onWritable(long nowNanos) {
            writable++;
        }

        @Override
        public void onFailed(IOException cause, long nowNanos) {
            failure = cause;
            onBroken(cause);
        }

        private void onBroken(IOException cause) {
            broken = cause;
            try {
                connection.close();
            } catch (IOException e) {
                faults.add(e);
            }
        }

        /** How many bytes the kernel took until it took no more. */
        int fill() throws IOException {
            ByteBuffer zeros = ByteBuffer.allocateDirect(65_536);
            int total = 0;
            int bytes;
            do {
                bytes = connection.write(zeros.clear());
                total += bytes;
            } while (bytes > 0);
            return total;
        }
    }

    private void pollUntil(BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + Duration.ofMillis(Patience.millis()).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            poller.poll(100);
        }
    }

    /** Waits, and fails where the poller does not. */
    private void pollInVain() throws IOException {
        long start = System.nanoTime();
        int polls = 0;
        while (System.nanoTime() - start < Duration.ofMillis(QUIET_MILLIS).toNanos()) {
            poller.poll(QUIET_MILLIS);
            polls++;
        }
        assertThat(polls).isLessThan(5);
    }

    private static Socket peer() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(Patience.millis());
        socket.bind(new InetSocketAddress(THERE, 0));
        socket.connect(new InetSocketAddress(HERE, PORT), Patience.millis());
        return socket;
    }

    private Told accepted(int index) throws IOException {
        pollUntil(() -> accepted.size() > index);
        return new Told(accepted.get(index));
    }

    private static ServerSocket server() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, THERE);
        server.setSoTimeout(Patience.millis());
        return server;
    }

    private static InetSocketAddress address(ServerSocket server) {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(11).nextBytes(bytes);
        return bytes;
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Test
    void tellsWhoseConnectionItAccepts() throws IOException {
        try (Socket first = peer();
                Socket second = peer()) {
            pollUntil(() -> accepted.size() == 2);

            assertThat(accepted)
                    .extracting(TcpConnection::remote)
                    .containsExactly((InetSocketAddress) first.getLocalSocketAddress(), (InetSocketAddress)
                            second.getLocalSocketAddress());
        }
    }

    @Test
    void tellsThatAConnectionStandsAndFromWhere() throws IOException {
        InetSocketAddress local = new InetSocketAddress(HERE, 20_002);
        try (ServerSocket server = server();
                TcpConnection connection = gear.connect(local, address(server))) {
            Told told = new Told(connection);
            pollUntil(() -> told.connected > 0);

            try (Socket peer = server.accept()) {
                assertThat(peer.getRemoteSocketAddress()).isEqualTo(local);
                assertThat(connection.remote()).isEqualTo(address(server));
                pollInVain();
                assertThat(told.connected).isEqualTo(1);
                assertThat(told.readable).isZero();
            }
        }
    }

    @Test
    void connectsAgainFromAPortThatAFormerConnectionHolds() throws IOException {
        InetSocketAddress local = new InetSocketAddress(HERE, 20_004);
        for (int i = 0; i < 2; i++) {
            try (ServerSocket server = server()) {
                TcpConnection connection = gear.connect(local, address(server));
                Told told = new Told(connection);
                pollUntil(() -> told.connected > 0);
                // we end first, which is what leaves the port in TIME_WAIT
                connection.close();
                poller.onSocketsClosed();
                server.accept().close();
            }
        }
    }

    @Test
    void listensAgainWhereAFormerConnectionHoldsThePort() throws IOException {
        try (Socket peer = peer()) {
            pollUntil(() -> accepted.size() == 1);
            listener.close();
            accepted.getFirst().close();
            poller.onSocketsClosed();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
        gear.listen(HERE, PORT).close();
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        assertThatThrownBy(() -> gear.listen(HERE, PORT)).isInstanceOf(BindException.class);
        InetSocketAddress taken = new InetSocketAddress(HERE, PORT);
        try (ServerSocket server = server()) {
            assertThatThrownBy(() -> gear.connect(taken, address(server))).isInstanceOf(BindException.class);
        }
    }

    @Test
    void saysThatAnAddressIsNotOurs() {
        InetAddress foreign = InetAddress.ofLiteral("192.0.2.1");
        assertThatThrownBy(() -> gear.bind(foreign, PORT, 65_536))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(BindException.class);
        assertThatThrownBy(() -> gear.listen(foreign, PORT))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(BindException.class);
        assertThatThrownBy(() -> gear.connect(new InetSocketAddress(foreign, 0), new InetSocketAddress(THERE, PORT)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void tellsThatAConnectionIsRefused() throws IOException {
        InetSocketAddress nobody = new InetSocketAddress(THERE, 1);
        try (TcpConnection connection = gear.connect(ANY_PORT_HERE, nobody)) {
            Told told = new Told(connection);
            pollUntil(() -> told.failure != null);

            assertThat(told.failure).hasMessageContaining("onnection refused");
            assertThat(told.connected).isZero();
        }
    }

    @Test
    void tellsOfARefusalOnceAlsoWhenNobodyClosesTheConnection() throws IOException {
        List<IOException> failures = new ArrayList<>();
        try (TcpConnection connection = gear.connect(ANY_PORT_HERE, new InetSocketAddress(THERE, 1))) {
            poller.watch(connection, new TcpHandler() {
                @Override
                public void onConnected(long nowNanos) {}

                @Override
                public void onReadable(long nowNanos) {}

                @Override
                public void onWritable(long nowNanos) {}

                @Override
                public void onFailed(IOException cause, long nowNanos) {
                    failures.add(cause);
                }
            });
            pollUntil(() -> !failures.isEmpty());
            pollInVain();

            assertThat(failures).hasSize(1);
        }
    }

    @Test
    void movesBytesBothWaysAsTheyAre() throws IOException {
        byte[] sent = bytes(1 << 20);
        ByteBuffer back = ByteBuffer.allocateDirect(sent.length).put(sent).flip();
        try (Socket peer = peer()) {
            Told told = accepted(0);
            Thread.startVirtualThread(() -> {
                try {
                    peer.getOutputStream().write(sent);
                } catch (IOException e) {
                    faults.add(e);
                }
            });
            pollUntil(() -> told.received.size() == sent.length);
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            while (back.hasRemaining()) {
                int bytes = told.connection.write(back);
                assertThat(bytes).isPositive();
                received.write(peer.getInputStream().readNBytes(bytes));
            }

            assertThat(told.received.toByteArray()).isEqualTo(sent);
            assertThat(received.toByteArray()).isEqualTo(sent);
        }
    }

    @Test
    void readsAndWritesWhereTheBuffersPositionIs() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(10);
        try (Socket peer = peer()) {
            TcpConnection connection = accepted(0).connection;
            assertThat(connection.read(buffer)).isZero();
            peer.getOutputStream().write(new byte[] {1, 2, 3, 4, 5});
            peer.shutdownOutput();
            buffer.position(2).limit(6);
            await().until(() -> connection.read(buffer) == 0 && !buffer.hasRemaining());

            assertThat(connection.write(buffer.position(3).limit(5))).isEqualTo(2);
            assertThat(buffer.position()).isEqualTo(5);
            assertThat(peer.getInputStream().readNBytes(2)).containsExactly(2, 3);
            assertThat(connection.read(buffer.clear())).isEqualTo(1);
            assertThat(connection.read(buffer)).isEqualTo(-1);
        }
    }

    @Test
    void tellsThatThePeerHasEndedItsSideWhileOursGoesOn() throws IOException {
        try (Socket peer = peer()) {
            Told told = accepted(0);
            peer.getOutputStream().write(7);
            peer.shutdownOutput();
            pollUntil(() -> told.ended);
            assertThat(told.received.toByteArray()).containsExactly(7);

            // half closed, and not looked at: nothing to tell
            pollInVain();
            assertThat(told.connection.write(ByteBuffer.allocateDirect(3))).isEqualTo(3);
            assertThat(peer.getInputStream().readNBytes(3)).hasSize(3);
        }
    }

    @Test
    void findsAResetWhileReading() throws IOException {
        Socket peer = peer();
        Told told = accepted(0);
        reset(peer);
        pollUntil(() -> told.broken != null);

        assertThat(told.broken).hasMessageContaining("onnection reset");
        pollInVain();
    }

    @Test
    void findsAResetWhileWriting() throws IOException {
        Socket peer = peer();
        Told told = accepted(0);
        told.watch.wantReads(false);
        told.fill();
        told.watch.wantWrites(true);
        reset(peer);
        pollUntil(() -> told.writable > 0 || told.failure != null);

        // once told by the error, then by the pipe, and never by a signal
        for (int i = 0; i < 2 && told.failure == null; i++) {
            assertThatThrownBy(() -> told.connection.write(ByteBuffer.allocateDirect(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("(?i).*(connection reset|broken pipe).*");
        }
    }

    @Test
    void findsAResetThatCameWhileNothingWasWanted() throws IOException {
        Socket peer = peer();
        Told told = accepted(0);
        told.watch.wantReads(false);
        reset(peer);
        pollInVain();
        told.watch.wantReads(true);
        pollUntil(() -> told.broken != null);

        assertThat(told.broken).hasMessageContaining("onnection reset");
    }

    @Test
    void tellsOfRoomWhenThePeerHasReadAndOnlyIfWanted() throws IOException {
        try (Socket peer = peer()) {
            Told told = accepted(0);
            int filled = told.fill();
            pollInVain();
            assertThat(told.writable).isZero();

            told.watch.wantWrites(true);
            pollInVain();
            assertThat(told.writable).isZero();

            peer.getInputStream().readNBytes(filled);
            pollUntil(() -> told.writable > 0);
            assertThat(told.connection.write(ByteBuffer.allocateDirect(1))).isEqualTo(1);

            told.watch.wantWrites(false);
            int before = told.writable;
            pollInVain();
            assertThat(told.writable).isEqualTo(before);
        }
    }

    @Test
    void leavesBytesInTheKernelWhileTheyAreNotWanted() throws IOException {
        try (Socket peer = peer()) {
            Told told = accepted(0);
            told.watch.wantReads(false);
            peer.getOutputStream().write(new byte[] {1, 2, 3});
            pollInVain();
            peer.shutdownOutput();
            pollInVain();
            assertThat(told.readable).isZero();

            told.watch.wantReads(true);
            pollUntil(() -> told.ended);
            assertThat(told.received.toByteArray()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void remembersWhatIsWantedUntilTheConnectionStands() throws IOException {
        try (ServerSocket server = server();
                TcpConnection connection = gear.connect(ANY_PORT_HERE, address(server))) {
            Told told = new Told(connection);
            told.watch.wantReads(false);
            told.watch.wantWrites(true);
            pollUntil(() -> told.writable > 0);
            told.watch.wantWrites(false);

            try (Socket peer = server.accept()) {
                peer.getOutputStream().write(1);
                pollInVain();
                assertThat(told.readable).isZero();
                assertThat(told.connected).isEqualTo(1);
            }
        }
    }

    @Test
    void mayBeClosedByWhomeverItTells() throws IOException {
        try (ServerSocket server = server();
                Socket reading = peer()) {
            TcpConnection connecting = gear.connect(ANY_PORT_HERE, address(server));
            List<String> told = new ArrayList<>();
            poller.watch(connecting, closing(connecting, told));
            pollUntil(() -> accepted.size() == 1);
            TcpWatch watch = poller.watch(accepted.getFirst(), closing(accepted.getFirst(), told));
            watch.wantWrites(true);
            reading.getOutputStream().write(1);
            pollUntil(() -> told.size() == 2);

            assertThat(told).contains("connected").containsAnyOf("readable", "writable");
            try (Socket peer = server.accept()) {
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
            }
            pollInVain();
            watch.wantReads(false);
            watch.wantWrites(false);
            assertThat(told).hasSize(2);
        }
    }

    private TcpHandler closing(TcpConnection connection, List<String> told) {
        return new TcpHandler() {
            private void close(String why) {
                told.add(why);
                try {
                    connection.close();
                    poller.onSocketsClosed();
                } catch (IOException e) {
                    faults.add(e);
                }
            }

            @Override
            public void onConnected(long nowNanos) {
                close("connected");
            }

            @Override
            public void onReadable(long nowNanos) {
                close("readable");
            }

            @Override
            public void onWritable(long nowNanos) {
                close("writable");
            }

            @Override
            public void onFailed(IOException cause, long nowNanos) {
                close("failed");
            }
        };
    }

    @Test
    void closesAConnectionAtItsAcceptanceAndGoesOn() throws IOException {
        List<InetSocketAddress> refused = new ArrayList<>();
        try (TcpListener strict = gear.listen(HERE, 20_006)) {
            poller.accept(strict, (connection, now) -> {
                refused.add(connection.remote());
                try {
                    connection.close();
                    poller.onSocketsClosed();
                } catch (IOException e) {
                    faults.add(e);
                }
            });
            for (int i = 1; i <= 3; i++) {
                int count = i;
                try (Socket peer = new Socket(HERE, 20_006)) {
                    pollUntil(() -> refused.size() == count);
                    assertThat(peer.getInputStream().read()).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void acceptsNobodyOnceTheListenerIsClosed() throws IOException {
        listener.close();
        poller.onSocketsClosed();
        assertThatThrownBy(() -> peer().close()).hasMessageContaining("refused");
        pollInVain();
        assertThat(accepted).isEmpty();
    }

    @Test
    void servesManyConnections() throws IOException {
        int count = 200;
        List<Socket> peers = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            peers.add(peer());
            told.add(accepted(i));
        }
        for (int i = 0; i < count; i++) {
            peers.get(i).getOutputStream().write(i);
        }
        pollUntil(() -> told.stream().allMatch(one -> one.received.size() == 1));

        for (int i = 0; i < count; i++) {
            assertThat(told.get(i).received.toByteArray()).containsExactly(i);
            peers.get(i).close();
        }
        pollUntil(() -> told.stream().allMatch(one -> one.ended));
    }
}
