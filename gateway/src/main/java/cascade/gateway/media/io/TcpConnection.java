package cascade.gateway.media.io;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Non-blocking TCP connection; small writes leave at once (no Nagle). Loop thread. Buffers are direct ones. */
public interface TcpConnection extends Closeable {

    InetSocketAddress remote();

    /** True of one that was read before this process was there: what comes first may be the rest of a frame. */
    default boolean isTakenOver() {
        return false;
    }

    /**
     * Reads what is at hand behind the buffer's position, as far as there is room.
     *
     * @return how many bytes; 0: none now; -1: the peer has ended its side
     * @throws IOException when the connection is broken
     */
    int read(ByteBuffer to) throws IOException;

    /**
     * Writes the buffer's remaining bytes as far as the kernel takes them, and moves its position.
     *
     * @return how many bytes; 0: none now
     * @throws IOException when the connection is broken
     */
    int write(ByteBuffer from) throws IOException;
}
