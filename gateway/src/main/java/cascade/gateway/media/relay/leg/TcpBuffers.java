package cascade.gateway.media.relay.leg;

import cascade.gateway.media.framing.ByteBudget;
import cascade.gateway.media.framing.FrameReader;
import java.nio.ByteBuffer;

/**
 * Read and write buffers that all TCP connections of a loop use one after the other; what a connection has to keep it
 * keeps itself, out of one budget. Loop thread.
 *
 * <pre>
 *   input   | room for the rest of a frame | what was read in one go |
 *   output  | frame frame frame ...        | leaves by one write
 *   pieces  | of one packet that was too long for a datagram |
 *   queues  what may wait for all its connections together
 * </pre>
 */
public final class TcpBuffers {

    private static final int READ_BYTES = 256 << 10;
    private static final int WRITE_BYTES = 256 << 10;
    private static final int PIECES_BYTES = 128 << 10;

    private final ByteBuffer input = ByteBuffer.allocateDirect(FrameReader.ROOM_BYTES + READ_BYTES);
    private final ByteBuffer output = ByteBuffer.allocateDirect(WRITE_BYTES);
    private final ByteBuffer pieces = ByteBuffer.allocateDirect(PIECES_BYTES);
    private final ByteBudget queues;

    public TcpBuffers(long queueBytes) {
        this.queues = new ByteBudget(queueBytes);
    }

    /** Ready to be read into, behind the room. */
    public ByteBuffer input() {
        return input.clear().position(FrameReader.ROOM_BYTES);
    }

    public ByteBuffer output() {
        return output;
    }

    public ByteBuffer pieces() {
        return pieces;
    }

    public ByteBudget queues() {
        return queues;
    }
}
