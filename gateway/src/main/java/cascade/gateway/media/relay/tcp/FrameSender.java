package cascade.gateway.media.relay.tcp;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.framing.FrameQueue;
import cascade.gateway.media.framing.Frames;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.media.relay.leg.TcpLoop;
import java.nio.ByteBuffer;

/**
 * Framed writer of RTP and RTCP packets to a leg's connection: a batch by one write. What the kernel does not take
 * waits, bounded; when it is too much, whole packets go, the oldest first. Loop thread.
 *
 * <pre>
 *   nothing waits:    batch -&gt; output -&gt; kernel
 *                                  \ begun but not taken whole: rest   \ not begun: queue
 *   something waits:  batch -&gt; queue;    when the kernel has room: rest, queue -&gt; output -&gt; kernel
 * </pre>
 */
final class FrameSender {

    private static final byte[] NOTHING = {};

    private final TcpLink link;
    private final TcpFraming framing;
    private final int headerBytes;
    private final ByteBuffer output;
    private final FrameQueue queue;
    private final LegCounters counters;
    /** Counts RTP: of a leg that mostly receives another than the one of what it receives. */
    private LegCounters rtp;

    /** Of a frame whose beginning the kernel has. */
    private byte[] rest = NOTHING;

    private int restStart;
    private int restBytes;
    /** 0: not to be counted as RTP. */
    private int restRtpBytes;

    FrameSender(TcpLink link, TcpFraming framing, LegCounters counters, TcpLoop loop) {
        this.link = link;
        this.framing = framing;
        this.headerBytes = Frames.headerBytes(framing);
        this.output = loop.buffers().output();
        this.queue =
                new FrameQueue(loop.tcpSettings().queueBytes(), loop.buffers().queues());
        this.counters = counters;
        this.rtp = counters;
    }

    int queuedBytes() {
        return restBytes + queue.bytes();
    }

    private boolean isIdle() {
        return restBytes == 0 && queue.isEmpty();
    }

    /** @param sent counts the RTP of this and of what comes after it */
    void send(PacketBatch batch, LegCounters sent) {
        rtp = sent;
        send(batch);
    }

    void send(PacketBatch batch) {
        int next = 0;
        while (isIdle() && next < batch.count()) {
            if (!link.isConnected()) {
                drop(batch.count() - next);
                return;
            }
            next = writeThrough(batch, next);
        }
        while (next < batch.count()) {
            put(output.clear(), batch, next);
            enqueue(output.flip(), false);
            next++;
        }
    }

    private void put(ByteBuffer to, PacketBatch batch, int packet) {
        Frames.putHeader(to, framing, false, batch.length(packet));
        append(to, batch.memory(), batch.offset(packet), batch.length(packet));
    }

    private static void append(ByteBuffer to, ByteBuffer memory, int offset, int length) {
        to.put(to.position(), memory, offset, length).position(to.position() + length);
    }

    /** As many as fit the buffer, by one write; the first one that still has to go. */
    private int writeThrough(PacketBatch batch, int first) {
        output.clear();
        int end = first;
        while (end < batch.count() && output.remaining() >= headerBytes + batch.length(end)) {
            put(output, batch, end);
            end++;
        }
        output.flip();
        int bytes = output.limit();
        if (!link.write(output)) {
            drop(end - first);
            return end;
        }
        if (!output.hasRemaining()) {
            rtp.onSent(end - first, bytes - (end - first) * headerBytes);
            return end;
        }
        keepWhatWaits(batch, first, end);
        return end;
    }

    private void keepWhatWaits(PacketBatch batch, int first, int end) {
        int written = output.position();
        int filled = output.limit();
        int start = 0;
        for (int packet = first; packet < end; packet++) {
            int next = start + headerBytes + batch.length(packet);
            if (written >= next) {
                rtp.onSent(1, batch.length(packet));
            } else {
                output.limit(next).position(Math.max(start, written));
                if (written > start) {
                    keepRest(output, batch.length(packet));
                } else {
                    enqueue(output, false);
                }
            }
            start = next;
        }
        output.limit(filled);
        link.wantWrites(true);
    }

    private void keepRest(ByteBuffer from, int rtpBytes) {
        restStart = 0;
        restBytes = from.remaining();
        restRtpBytes = rtpBytes;
        if (restBytes > rest.length) {
            rest = new byte[Math.min(Frames.MAX_BYTES, 2 * Integer.highestOneBit(restBytes))];
        }
        from.get(rest, 0, restBytes);
    }

    /** RTCP: the buffer from 0 to its limit. */
    void sendRtcp(ByteBuffer packet) {
        if (!link.isConnected()) {
            drop(1);
            return;
        }
        output.clear();
        Frames.putHeader(output, framing, true, packet.limit());
        append(output, packet, 0, packet.limit());
        output.flip();
        if (isIdle() && !link.write(output)) {
            drop(1);
            return;
        }
        counters.countRtcpOut(packet, packet.limit());
        if (output.position() > 0 && output.hasRemaining()) {
            keepRest(output, 0);
            link.wantWrites(true);
        } else if (output.hasRemaining()) {
            enqueue(output, true);
        }
    }

    private void enqueue(ByteBuffer frame, boolean rtcp) {
        while (!queue.offer(frame, rtcp)) {
            rtp.drop(DropReason.QUEUE_FULL);
            if (queue.isEmpty()) {
                // the other connections of the loop have all of the budget
                return;
            }
            queue.removeFirst();
        }
        link.wantWrites(true);
    }

    /** The kernel has room again. */
    void onWritable() {
        while (!isIdle()) {
            output.clear();
            output.put(rest, restStart, restBytes);
            queue.copyTo(output);
            output.flip();
            if (!link.write(output)) {
                return;
            }
            forgetWritten();
            if (output.hasRemaining()) {
                return;
            }
        }
        link.wantWrites(false);
    }

    private void forgetWritten() {
        int written = output.position();
        int ofRest = Math.min(written, restBytes);
        restStart += ofRest;
        restBytes -= ofRest;
        written -= ofRest;
        if (restBytes == 0 && restRtpBytes > 0) {
            rtp.onSent(1, restRtpBytes);
            restRtpBytes = 0;
        }
        while (written > 0) {
            int frame = queue.firstBytes();
            int rtpBytes = queue.isFirstRtcp() ? 0 : frame - headerBytes;
            queue.removeFirst();
            if (written >= frame) {
                if (rtpBytes > 0) {
                    rtp.onSent(1, rtpBytes);
                }
                written -= frame;
            } else {
                int limit = output.limit();
                output.limit(output.position() + frame - written);
                keepRest(output, rtpBytes);
                output.position(output.limit()).limit(limit);
                written = 0;
            }
        }
    }

    /** The connection is gone, and what waited for it; its memory is the other ones' again. */
    void clear() {
        drop(queue.frames() + (restBytes > 0 ? 1 : 0));
        queue.clear();
        restBytes = 0;
        restRtpBytes = 0;
    }

    private void drop(int packets) {
        rtp.dropped.count(DropReason.NOT_CONNECTED, packets);
    }
}
