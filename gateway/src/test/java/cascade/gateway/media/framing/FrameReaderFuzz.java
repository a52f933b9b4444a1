package cascade.gateway.media.framing;

import cascade.gateway.media.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fuzz target: media on TCP, RFC 4571 or interleaved, is cut into the same packets in however many pieces it comes. */
public final class FrameReaderFuzz {

    private static final int MAX_STREAM_BYTES = 60_000;

    private FrameReaderFuzz() {}

    /** @param data how long the pieces are, and the stream */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2 || data.length > MAX_STREAM_BYTES) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(data, 1, data.length);
        if (!cut(stream, stream.length).equals(cut(stream, 1 + (data[0] & 0xff)))) {
            throw new AssertionError("pieces of a stream make other packets");
        }
    }

    private static List<String> cut(byte[] stream, int pieceBytes) {
        var packets = new Collected();
        var reader = new FrameReader();
        ByteBuffer memory = ByteBuffer.allocate(FrameReader.ROOM_BYTES + pieceBytes);
        for (int at = 0; at < stream.length; at += pieceBytes) {
            int length = Math.min(pieceBytes, stream.length - at);
            memory.put(FrameReader.ROOM_BYTES, stream, at, length);
            reader.read(memory, FrameReader.ROOM_BYTES, FrameReader.ROOM_BYTES + length, packets);
        }
        return packets.all;
    }

    private static final class Collected implements FrameReader.Packets {
        private final List<String> all = new ArrayList<>();

        @Override
        public void onPacket(ByteBuffer memory, int offset, int length) {
            byte[] packet = new byte[length];
            memory.get(offset, packet);
            all.add(Arrays.toString(packet));
        }

        @Override
        public void onBrokenFrame() {
            all.add("broken");
        }

        @Override
        public boolean mayFollow(ByteBuffer memory, int offset, int length) {
            return RtpHeader.payloadType(memory, offset) == 96;
        }

        @Override
        public boolean mayStart(ByteBuffer memory, int offset, int length) {
            return RtpHeader.payloadType(memory, offset) == 96;
        }
    }
}
