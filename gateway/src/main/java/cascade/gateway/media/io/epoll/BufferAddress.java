package cascade.gateway.media.io.epoll;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cache of the native addresses of direct buffers. Nearly always one of the two that were asked for last, so that no
 * object is made for it. Loop thread.
 */
final class BufferAddress {

    private @Nullable ByteBuffer last;
    private long lastAddress;
    private @Nullable ByteBuffer before;
    private long beforeAddress;

    @SuppressWarnings("ReferenceEquality") // equal content is another place
    long of(ByteBuffer memory) {
        if (memory == last) {
            return lastAddress;
        }
        long address = memory == before
                ? beforeAddress
                : MemorySegment.ofBuffer(memory.duplicate().clear()).address();
        before = last;
        beforeAddress = lastAddress;
        last = memory;
        lastAddress = address;
        return address;
    }
}
