package cascade.gateway.bench.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** TCP connection with the gateway, whichever side opened it; messages are told apart by Content-Length. The loop's thread. */
final class TcpLink implements Link {

    private static final int ROOM = 1 << 20;
    private static final byte[] LENGTH = MessageWriter.ascii("Content-Length:");

    private final SocketChannel channel;
    private final PeerLoop.Receiver receiver;
    private final ReceivedMessage message = new ReceivedMessage();
    private final ByteBuffer in = ByteBuffer.allocate(ROOM);
    private final Deque<ByteBuffer> out = new ArrayDeque<>();
    private final SelectionKey key;

    TcpLink(SocketChannel channel, SelectionKey key, PeerLoop.Receiver receiver) {
        this.channel = channel;
        this.key = key;
        this.receiver = receiver;
    }

    @Override
    public void send(byte[] bytes) {
        out.add(ByteBuffer.wrap(bytes));
        write();
    }

    @Override
    public boolean isReliable() {
        return true;
    }

    void onReady() {
        if (key.isValid() && key.isWritable()) {
            write();
        }
        if (key.isValid() && key.isReadable()) {
            read();
        }
    }

    private void write() {
        try {
            while (!out.isEmpty()) {
                channel.write(out.element());
                if (out.element().hasRemaining()) {
                    break;
                }
                out.remove();
            }
            key.interestOps(out.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (IOException lost) {
            throw new IllegalStateException("connection lost", lost);
        }
    }

    private void read() {
        try {
            if (channel.read(in) < 0) {
                channel.close();
                return;
            }
        } catch (IOException lost) {
            throw new IllegalStateException("connection lost", lost);
        }
        in.flip();
        for (int length = messageLength(); length > 0; length = messageLength()) {
            ByteBuffer one = in.slice(in.position(), length);
            in.position(in.position() + length);
            message.atNanos = System.nanoTime();
            message.read(one);
            receiver.onMessage(message);
        }
        in.compact();
    }

    /** -1 while it is not whole. */
    private int messageLength() {
        byte[] bytes = in.array();
        int body = -1;
        int content = 0;
        for (int at = in.position(); at + 3 < in.limit(); at++) {
            if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
                continue;
            }
            if (bytes[at + 2] == '\r' && bytes[at + 3] == '\n') {
                body = at + 4;
                break;
            }
            if (startsWithLength(bytes, at + 2)) {
                content = number(bytes, at + 2 + LENGTH.length);
            }
        }
        int length = body + content - in.position();
        return body < 0 || length > in.remaining() ? -1 : length;
    }

    private boolean startsWithLength(byte[] bytes, int from) {
        return from + LENGTH.length < in.limit()
                && Arrays.equals(bytes, from, from + LENGTH.length, LENGTH, 0, LENGTH.length);
    }

    private static int number(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int number = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = 10 * number + bytes[at] - '0';
        }
        return number;
    }
}
