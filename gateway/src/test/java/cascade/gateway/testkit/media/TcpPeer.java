package cascade.gateway.testkit.media;

import static org.assertj.core.api.Assertions.fail;

import cascade.gateway.media.LegAddress;
import cascade.gateway.testkit.Patience;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** Far end of a TCP leg (RFC 4571): connects, or is connected to. Blocking; one thread. */
public final class TcpPeer implements Closeable {

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private TcpPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(Patience.millis());
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** From any port of a host. */
    public static TcpPeer connect(String host, LegAddress to) {
        return connect(host, to, 0);
    }

    /** @param receiveBufferBytes small for one that reads slowly; 0: as the system has it */
    public static TcpPeer connect(String host, LegAddress to, int receiveBufferBytes) {
        try {
            Socket socket = new Socket();
            if (receiveBufferBytes > 0) {
                socket.setReceiveBufferSize(receiveBufferBytes);
            }
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
            socket.connect(new InetSocketAddress(to.host(), to.rtpPort()), Patience.millis());
            return new TcpPeer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens on any port of a host. */
    public static ServerSocket listen(String host) {
        try {
            return listen(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ServerSocket listen(InetSocketAddress address) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.setSoTimeout(Patience.millis());
        listener.bind(address);
        return listener;
    }

    public static InetSocketAddress address(ServerSocket listener) {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** The next one who comes; fails the test when nobody does. */
    public static TcpPeer accept(ServerSocket listener) {
        try {
            return new TcpPeer(listener.accept());
        } catch (SocketTimeoutException e) {
            return fail("nobody connected to " + listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public InetSocketAddress remote() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    /** One RFC 4571 frame. */
    public static byte[] frame(byte[] packet) {
        return ByteBuffer.allocate(2 + packet.length)
                .putShort((short) packet.length)
                .put(packet)
                .array();
    }

    /** One {@code $} frame. */
    public static byte[] interleaved(int channel, byte[] packet) {
        return ByteBuffer.allocate(4 + packet.length)
                .put((byte) '$')
                .put((byte) channel)
                .putShort((short) packet.length)
                .put(packet)
                .array();
    }

    public void send(byte[] packet) {
        sendBytes(frame(packet));
    }

    public void sendBytes(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packet of the next RFC 4571 frame; fails the test when none comes in time. */
    public byte[] receive() {
        return tryReceive(0);
    }

    /** The packet of the next {@code $} frame, which must be on that channel. */
    public byte[] receiveInterleaved(int channel) {
        try {
            if (in.readByte() != '$' || in.readByte() != channel) {
                fail("no $ frame of channel " + channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tryReceive(0);
    }

    private byte[] tryReceive(int millis) {
        try {
            socket.setSoTimeout(millis == 0 ? Patience.millis() : millis);
            byte[] packet = new byte[in.readUnsignedShort()];
            in.readFully(packet);
            return packet;
        } catch (SocketTimeoutException e) {
            return fail("nothing came to " + socket.getLocalSocketAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True once the other side has closed, cleanly or not; what was still to be read is skipped. */
    public boolean isClosedByPeer() {
        try {
            socket.setSoTimeout(Patience.millis());
            while (true) {
                if (in.read() < 0) {
                    return true;
                }
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** True when the other side has closed; false when it has not until now. */
    public boolean isEnded() {
        try {
            socket.setSoTimeout(1);
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Ends our side only. */
    public void shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes with a reset instead of an end. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
