package cascade.gateway.testkit.media;

import cascade.gateway.media.rtp.RtcpType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builder of compound RTCP packets, as a peer would send them. */
public final class RtcpBuilder {

    private static final int MAX_BYTES = 2048;

    private final ByteBuffer buffer = ByteBuffer.allocate(MAX_BYTES);

    public RtcpBuilder senderReport(int sender, long ntp, int... reportedSsrcs) {
        int start = begin(RtcpType.SR.code(), reportedSsrcs.length);
        buffer.putInt(sender).putLong(ntp).putInt(90_000).putInt(1_000).putInt(1_400_000);
        return blocks(start, reportedSsrcs);
    }

    public RtcpBuilder receiverReport(int sender, int... reportedSsrcs) {
        int start = begin(RtcpType.RR.code(), reportedSsrcs.length);
        buffer.putInt(sender);
        return blocks(start, reportedSsrcs);
    }

    private RtcpBuilder blocks(int start, int... reportedSsrcs) {
        for (int ssrc : reportedSsrcs) {
            block(ssrc, 0, 0, 0, 0, 0);
        }
        return end(start);
    }

    /** One receiver report with one block, all fields given. */
    public RtcpBuilder receiverReport(
            int sender, int ssrc, int fractionLost, int lost, int jitter, int lastSr, int delaySinceLastSr) {
        int start = begin(RtcpType.RR.code(), 1);
        buffer.putInt(sender);
        block(ssrc, fractionLost, lost, jitter, lastSr, delaySinceLastSr);
        return end(start);
    }

    private void block(int ssrc, int fractionLost, int lost, int jitter, int lastSr, int delaySinceLastSr) {
        buffer.putInt(ssrc)
                .putInt(fractionLost << 24 | (lost & 0xFFFFFF))
                .putInt(4711)
                .putInt(jitter)
                .putInt(lastSr)
                .putInt(delaySinceLastSr);
    }

    /** One chunk a source, each with a CNAME. */
    public RtcpBuilder description(String cname, int... sources) {
        int start = begin(RtcpType.SDES.code(), sources.length);
        byte[] text = cname.getBytes(StandardCharsets.US_ASCII);
        for (int ssrc : sources) {
            buffer.putInt(ssrc).put((byte) 1).put((byte) text.length).put(text).put((byte) 0);
            pad();
        }
        return end(start);
    }

    public RtcpBuilder bye(String reason, int... sources) {
        int start = begin(RtcpType.BYE.code(), sources.length);
        for (int ssrc : sources) {
            buffer.putInt(ssrc);
        }
        if (!reason.isEmpty()) {
            byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
            buffer.put((byte) text.length).put(text);
            pad();
        }
        return end(start);
    }

    public RtcpBuilder app(int sender, String name, int... data) {
        int start = begin(RtcpType.APP.code(), 7);
        buffer.putInt(sender).put(name.getBytes(StandardCharsets.US_ASCII));
        return words(start, data);
    }

    /** {@code code} 205 or 206; {@code entries} is the feedback control information. */
    public RtcpBuilder feedback(int code, int format, int sender, int media, int... entries) {
        int start = begin(code, format);
        buffer.putInt(sender).putInt(media);
        return words(start, entries);
    }

    /** Any other packet: everything after the header. */
    public RtcpBuilder raw(int code, int count, int... content) {
        return words(begin(code, count), content);
    }

    private RtcpBuilder words(int start, int... content) {
        for (int word : content) {
            buffer.putInt(word);
        }
        return end(start);
    }

    private int begin(int code, int count) {
        int start = buffer.position();
        buffer.put((byte) (0x80 | count)).put((byte) code).putShort((short) 0);
        return start;
    }

    private RtcpBuilder end(int start) {
        buffer.putShort(start + 2, (short) ((buffer.position() - start) / 4 - 1));
        return this;
    }

    private void pad() {
        while (buffer.position() % 4 != 0) {
            buffer.put((byte) 0);
        }
    }

    public byte[] bytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
