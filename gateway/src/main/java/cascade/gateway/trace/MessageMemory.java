package cascade.gateway.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of messages in blocks of one size, in few large arrays. A message of its own array each would be copied by every
 * young collection until it is old; these stay where they are. What was needed once is kept for the next messages. Control
 * loop only.
 */
final class MessageMemory {

    static final int BLOCK_BYTES = 256;

    private static final int BLOCKS_PER_CHUNK = 1024;
    private static final int NONE = -1;

    /** @param next of a block in use the one that goes on behind it, of a free one the next that is free */
    private record Chunk(byte[] bytes, int[] next) {}

    private final List<Chunk> chunks = new ArrayList<>();
    private int free = NONE;
    private long used;

    /** Bytes of the blocks in use. */
    long used() {
        return used;
    }

    /** What a message of that length takes. */
    static int sizeOf(int length) {
        return Math.max(1, Math.ceilDiv(length, BLOCK_BYTES)) * BLOCK_BYTES;
    }

    /** Keeps a copy; its first block, by which it is found again. */
    int put(byte[] message) {
        int first = take();
        int block = first;
        int written = write(message, 0, block);
        while (written < message.length) {
            int following = take();
            link(block, following);
            block = following;
            written += write(message, written, block);
        }
        link(block, NONE);
        return first;
    }

    private int write(byte[] message, int from, int block) {
        int length = Math.min(BLOCK_BYTES, message.length - from);
        System.arraycopy(message, from, chunk(block).bytes(), offset(block), length);
        return length;
    }

    /** A copy of the message that begins in that block. */
    byte[] get(int first, int length) {
        byte[] message = new byte[length];
        int block = first;
        for (int read = 0; read < length; read += BLOCK_BYTES) {
            System.arraycopy(chunk(block).bytes(), offset(block), message, read, Math.min(BLOCK_BYTES, length - read));
            block = following(block);
        }
        return message;
    }

    /** Lets the message that begins in that block go. */
    void free(int first) {
        int last = first;
        for (int block = first; block != NONE; block = following(block)) {
            last = block;
            used -= BLOCK_BYTES;
        }
        link(last, free);
        free = first;
    }

    /** Lets all messages go, and the arrays with them. */
    void clear() {
        chunks.clear();
        free = NONE;
        used = 0;
    }

    private int take() {
        if (free == NONE) {
            grow();
        }
        int block = free;
        free = following(block);
        used += BLOCK_BYTES;
        return block;
    }

    private void grow() {
        int first = chunks.size() * BLOCKS_PER_CHUNK;
        int[] next = new int[BLOCKS_PER_CHUNK];
        for (int i = 0; i < BLOCKS_PER_CHUNK - 1; i++) {
            next[i] = first + i + 1;
        }
        next[BLOCKS_PER_CHUNK - 1] = NONE;
        chunks.add(new Chunk(new byte[BLOCKS_PER_CHUNK * BLOCK_BYTES], next));
        free = first;
    }

    private int following(int block) {
        return chunk(block).next()[block % BLOCKS_PER_CHUNK];
    }

    private void link(int block, int following) {
        chunk(block).next()[block % BLOCKS_PER_CHUNK] = following;
    }

    private Chunk chunk(int block) {
        return chunks.get(block / BLOCKS_PER_CHUNK);
    }

    private static int offset(int block) {
        return block % BLOCKS_PER_CHUNK * BLOCK_BYTES;
    }
}
