package cascade.gateway.simulator.video;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a program stream by the letter of ISO/IEC 13818-1: every marker bit, length and CRC is checked. Written apart
 * from the muxer, so that a shared misunderstanding has to be made twice.
 */
final class PsReader {

    /**
     * @param scr base of the pack's clock reference
     * @param pts of its first PES packet
     * @param hasMap whether a program stream map (and a system header before it) was there
     * @param elementary the payload of its PES packets
     */
    record Pack(long scr, long pts, boolean hasMap, ByteBuffer elementary, int pesPackets) {
        byte[] elementaryBytes() {
            byte[] bytes = new byte[elementary.remaining()];
            elementary.get(elementary.position(), bytes);
            return bytes;
        }
    }

    private final ByteBuffer stream;

    private PsReader(byte[] stream) {
        this.stream = ByteBuffer.wrap(stream);
    }

    static List<Pack> read(byte[] stream) {
        var reader = new PsReader(stream);
        var packs = new ArrayList<Pack>();
        while (reader.stream.hasRemaining()) {
            packs.add(reader.pack());
        }
        return packs;
    }

    private Pack pack() {
        expect(0x1BA, stream.getInt(), "pack start code");
        long scr = scr();
        int muxRate = bits(24);
        expect(0b11, muxRate & 0b11, "markers after the mux rate");
        check(muxRate >>> 2 > 0, "mux rate 0 is forbidden");
        int stuffing = bits(8);
        expect(0x1F, stuffing >>> 3, "reserved bits of the pack header");
        stream.position(stream.position() + (stuffing & 0b111));
        boolean hasMap = false;
        var elementary = new ByteArrayOutputStream();
        @Nullable Long pts = null;
        int pesPackets = 0;
        while (stream.hasRemaining() && stream.getInt(stream.position()) != 0x1BA) {
            switch (stream.getInt(stream.position())) {
                case 0x1BB -> systemHeader();
                case 0x1BC -> {
                    streamMap();
                    hasMap = true;
                }
                case 0x1E0 -> {
                    @Nullable Long here = pes(elementary);
                    pts = pts == null ? here : pts;
                    pesPackets++;
                }
                default -> throw new AssertionError("start code %08x".formatted(stream.getInt(stream.position())));
            }
        }
        if (pts == null) {
            throw new AssertionError("no PTS in the pack");
        }
        return new Pack(scr, pts, hasMap, ByteBuffer.wrap(elementary.toByteArray()), pesPackets);
    }

    private long scr() {
        long field = (long) bits(16) << 32 | Integer.toUnsignedLong(stream.getInt());
        expect(0b01, field >>> 46, "01 of the SCR");
        check((field >>> 42 & field >>> 26 & field >>> 10 & field & 1) == 1, "SCR markers");
        return (field >>> 43 & 0b111) << 30 | (field >>> 27 & 0x7FFF) << 15 | (field >>> 11 & 0x7FFF);
    }

    private void systemHeader() {
        expect(0x1BB, stream.getInt(), "system header start code");
        int end = bits(16) + stream.position();
        int rate = bits(24);
        check(rate >>> 23 == 1 && (rate & 1) == 1, "rate bound markers");
        expect(0, bits(8) >>> 2, "audio bound");
        int video = bits(8);
        expect(1, video & 0x1F, "video bound");
        expect(1, video >>> 5 & 1, "marker before the video bound");
        expect(0x7F, bits(8), "reserved bits of the system header");
        expect(0xE0, bits(8), "stream id of the buffer bound");
        expect(0b11, bits(16) >>> 14, "11 of the buffer bound");
        expect(end, stream.position(), "end of the system header");
    }

    private void streamMap() {
        int start = stream.position();
        expect(0x1BC, stream.getInt(), "map start code");
        int end = bits(16) + stream.position();
        expect(1, bits(8) >>> 7, "current_next_indicator");
        expect(1, bits(8) & 1, "marker of the map");
        expect(0, bits(16), "program info length");
        expect(4, bits(16), "map length");
        expect(0x1B, bits(8), "stream type H.264");
        expect(0xE0, bits(8), "elementary stream id");
        expect(0, bits(16), "elementary info length");
        bits(32);
        expect(end, stream.position(), "end of the map");
        expect(0, crcRegisters(start, end), "CRC registers after the whole map");
    }

    /** @return the PTS, if it has one */
    private @Nullable Long pes(ByteArrayOutputStream elementary) {
        expect(0x1E0, stream.getInt(), "PES start code");
        int end = bits(16) + stream.position();
        expect(0b10, bits(8) >>> 6, "10 of the PES header");
        int flags = bits(8);
        int headerEnd = bits(8) + stream.position();
        @Nullable Long pts = null;
        if ((flags & 0xC0) == 0x80) {
            long field = (long) bits(8) << 32 | Integer.toUnsignedLong(stream.getInt());
            expect(0b0010, field >>> 36, "0010 of the PTS");
            check((field >>> 32 & field >>> 16 & field & 1) == 1, "PTS markers");
            pts = (field >>> 33 & 0b111) << 30 | (field >>> 17 & 0x7FFF) << 15 | (field >>> 1 & 0x7FFF);
        } else {
            expect(0, flags, "PES flags");
        }
        expect(headerEnd, stream.position(), "end of the PES header");
        elementary.write(stream.array(), stream.position(), end - stream.position());
        stream.position(end);
        return pts;
    }

    /** The shift register of annex A, bit by bit. */
    private int crcRegisters(int from, int to) {
        int register = 0xFFFFFFFF;
        for (int i = from; i < to; i++) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean out = register >>> 31 != (stream.get(i) >>> bit & 1);
                register <<= 1;
                if (out) {
                    register ^= 0x04C11DB7;
                }
            }
        }
        return register;
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count / 8; i++) {
            value = value << 8 | (stream.get() & 0xFF);
        }
        return value;
    }

    private void expect(long wanted, long found, String what) {
        check(wanted == found, "%s: %x (expected: %x)".formatted(what, found, wanted));
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("at byte " + stream.position() + ": " + what);
        }
    }
}
