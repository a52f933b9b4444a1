package cascade.gateway.media.framing;

import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Deframer of one TCP connection: takes its bytes apart, wherever they were cut, and leaves the packets where they were
 * read (<a href="https://datatracker.ietf.org/doc/html/rfc4571#section-2">RFC 4571 section 2</a>).
 *
 * <pre>
 *                         first frame told the framing
 *   UNDECIDED ------------------------------------------------&gt; IN_STEP &lt;--+ frame, frame, ...
 *       | neither                          neither length nor     |   ^    |
 *       |                                  version can be right   |   +----+
 *       +-------------------&gt; SEARCHING &lt;-------------------------+
 *                                 |  a header whose packet may start here: IN_STEP
 *                                 |  none within {@link #MAX_SEARCHED_BYTES}: hopeless
 * </pre>
 *
 * <p>Version 2 alone proves little: one of four bytes has it. So behind the first frame a packet must also be one that
 * can follow. The framing tells itself: {@code $}, a plausible channel, and version 2 behind four bytes; or version 2 behind two.
 * Frames of no length are skipped. What is left of a frame is kept in a buffer that grows to one frame at most.
 */
public final class FrameReader {

    /** Takes what is found; not kept beyond the call. */
    public interface Packets {

        void onPacket(ByteBuffer memory, int offset, int length);

        /** From here to the next packet the bytes belong to none. */
        void onBrokenFrame();

        /** Behind a frame that was right: whether a packet like this can come. Its first 12 bytes are there. */
        boolean mayFollow(ByteBuffer memory, int offset, int length);

        /** While searching: whether this must be a packet of the connection. Its first 12 bytes are there. */
        boolean mayStart(ByteBuffer memory, int offset, int length);
    }

    /** Room that {@link #read} needs before the bytes that were read: less than a frame is left over. */
    public static final int ROOM_BYTES = Frames.MAX_BYTES;

    /** A wrong length leads astray by one frame at most; twice that is generous. */
    public static final int MAX_SEARCHED_BYTES = 2 * Frames.MAX_BYTES;

    private static final int MORE = -1;
    private static final int BROKEN = -2;
    private static final int UNDECIDED = 0;
    /** Two media and their RTCP. */
    private static final int MAX_CHANNEL = 3;

    private static final int LOOK_AHEAD_BYTES = Frames.INTERLEAVED_BYTES + RtpHeader.FIXED_BYTES;
    private static final int LEAST_KEPT_BYTES = 512;
    private static final byte[] NOTHING = {};

    private byte[] kept = NOTHING;
    private int keptBytes;
    /** Of a frame, as its framing has it. */
    private int headerBytes = UNDECIDED;

    /** A packet of this connection has been seen. */
    private boolean heard;

    private boolean searching;
    private int searchedBytes;

    /**
     * Takes bytes {@code start} to {@code end} of the memory, and overwrites up to {@link #ROOM_BYTES} before them.
     *
     * @return false: the stream is out of step, and was searched in vain
     */
    public boolean read(ByteBuffer memory, int start, int end, Packets packets) {
        int at = start - keptBytes;
        memory.put(at, kept, 0, keptBytes);
        at = split(memory, at, end, packets);
        keep(memory, at, end);
        return searchedBytes <= MAX_SEARCHED_BYTES;
    }

    /** Starts anew, for another connection. */
    public void reset() {
        keptBytes = 0;
        headerBytes = UNDECIDED;
        heard = false;
        endSearch();
    }

    /** Starts in the middle of a connection, whose next frame is to be found. */
    public void search() {
        searching = true;
    }

    /** What the stream turned out to be; empty before its first packet. */
    public Optional<TcpFraming> framing() {
        return switch (headerBytes) {
            case Frames.RFC4571_BYTES -> Optional.of(TcpFraming.RFC4571);
            case Frames.INTERLEAVED_BYTES -> Optional.of(TcpFraming.INTERLEAVED);
            default -> Optional.empty();
        };
    }

    /** Where the bytes start that make no whole frame yet. */
    private int split(ByteBuffer memory, int start, int end, Packets packets) {
        int at = start;
        while (true) {
            if (searching) {
                at = search(memory, at, end, packets);
                if (searching) {
                    return at;
                }
            }
            int next = frame(memory, at, end, packets);
            if (next == MORE) {
                return at;
            }
            if (next == BROKEN) {
                packets.onBrokenFrame();
                headerBytes = UNDECIDED;
                searching = true;
            } else {
                at = next;
            }
        }
    }

    /** Hands over the frame at {@code at}; where the next one starts, {@link #MORE} or {@link #BROKEN}. */
    private int frame(ByteBuffer memory, int at, int end, Packets packets) {
        if (headerBytes == UNDECIDED) {
            return decide(memory, at, end, packets);
        }
        int packet = at + headerBytes;
        if (packet > end) {
            return MORE;
        }
        if (headerBytes == Frames.INTERLEAVED_BYTES && memory.get(at) != Frames.DOLLAR) {
            return BROKEN;
        }
        int length = length(memory, packet);
        if (length == 0) {
            return packet;
        }
        if (packet == end) {
            return MORE;
        }
        if (!isRtp(memory, packet)) {
            return BROKEN;
        }
        if (heard && length >= RtpHeader.FIXED_BYTES) {
            if (end - packet < RtpHeader.FIXED_BYTES) {
                return MORE;
            }
            if (!packets.mayFollow(memory, packet, length)) {
                return BROKEN;
            }
        }
        if (end - packet < length) {
            return MORE;
        }
        heard = true;
        packets.onPacket(memory, packet, length);
        return packet + length;
    }

    private int decide(ByteBuffer memory, int at, int end, Packets packets) {
        int available = end - at;
        if (available < Frames.RFC4571_BYTES) {
            return MORE;
        }
        if (memory.getShort(at) == 0) {
            return at + Frames.RFC4571_BYTES;
        }
        if (available == Frames.RFC4571_BYTES) {
            return MORE;
        }
        boolean maybeInterleaved = memory.get(at) == Frames.DOLLAR && (memory.get(at + 1) & 0xFF) <= MAX_CHANNEL;
        if (isRtp(memory, at + Frames.RFC4571_BYTES)) {
            // RFC 4571 with a length of about 9,300, unless it is $ with one of more than 32,767
            if (maybeInterleaved && available < LOOK_AHEAD_BYTES) {
                return MORE;
            }
            boolean interleaved = maybeInterleaved
                    && startsAt(memory, at + Frames.INTERLEAVED_BYTES, packets)
                    && !startsAt(memory, at + Frames.RFC4571_BYTES, packets);
            headerBytes = interleaved ? Frames.INTERLEAVED_BYTES : Frames.RFC4571_BYTES;
            return at;
        }
        if (!maybeInterleaved) {
            return BROKEN;
        }
        int packet = at + Frames.INTERLEAVED_BYTES;
        if (packet > end) {
            return MORE;
        }
        if (length(memory, packet) == 0) {
            return packet;
        }
        if (packet == end) {
            return MORE;
        }
        if (!isRtp(memory, packet)) {
            return BROKEN;
        }
        headerBytes = Frames.INTERLEAVED_BYTES;
        return at;
    }

    /** Where the next frame starts, or, still searching, what may yet be the start of one. */
    private int search(ByteBuffer memory, int start, int end, Packets packets) {
        int at = start;
        for (; end - at >= LOOK_AHEAD_BYTES; at++) {
            if (memory.get(at) == Frames.DOLLAR
                    && (memory.get(at + 1) & 0xFF) <= MAX_CHANNEL
                    && startsAt(memory, at + Frames.INTERLEAVED_BYTES, packets)) {
                headerBytes = Frames.INTERLEAVED_BYTES;
            } else if (startsAt(memory, at + Frames.RFC4571_BYTES, packets)) {
                headerBytes = Frames.RFC4571_BYTES;
            }
            if (headerBytes != UNDECIDED) {
                endSearch();
                return at;
            }
        }
        searchedBytes += at - start;
        return at;
    }

    private void endSearch() {
        searching = false;
        searchedBytes = 0;
    }

    private static boolean startsAt(ByteBuffer memory, int packet, Packets packets) {
        int length = length(memory, packet);
        return length >= RtpHeader.FIXED_BYTES && isRtp(memory, packet) && packets.mayStart(memory, packet, length);
    }

    /** Both framings end with it. */
    private static int length(ByteBuffer memory, int packet) {
        return memory.getShort(packet - Short.BYTES) & 0xFFFF;
    }

    private static boolean isRtp(ByteBuffer memory, int packet) {
        return RtpHeader.version(memory, packet) == RtpHeader.VERSION;
    }

    private void keep(ByteBuffer memory, int at, int end) {
        keptBytes = end - at;
        if (keptBytes > kept.length) {
            int twice = 2 * Integer.highestOneBit(keptBytes);
            kept = new byte[Math.clamp(twice, LEAST_KEPT_BYTES, Math.max(keptBytes, Frames.MAX_BYTES))];
        }
        memory.get(at, kept, 0, keptBytes);
    }
}
