package cascade.gateway.media.relay.stream;

import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.rtp.PacketCutter;
import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.media.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Splitter of a TCP source's RTP packets to the size of datagrams, once for all viewers, while one of them has UDP. A
 * packet that is cut shifts the sequence numbers behind it, for good, so that all viewers see one numbering. Loop
 * thread.
 *
 * <pre>
 *   source    7     8 (too long)    9     10
 *   viewers   7     8  9  10       11     12        shift 0 -&gt; 2
 * </pre>
 */
final class MtuSplitter {

    /** Where packets go from here. */
    interface Next {

        void put(ByteBuffer memory, int offset, int length);

        /** One that no datagram can carry. */
        void putOversize(ByteBuffer memory, int offset, int length);

        /** What was put leaves now. */
        void flush();
    }

    private final int maxDatagramBytes;
    private final Next next;
    private final BitSet psPayloadTypes = new BitSet();
    /** Lent by the loop. */
    private final ByteBuffer pieces;

    private int shift;

    /** @param shift to go on from */
    MtuSplitter(int maxDatagramBytes, int shift, ByteBuffer pieces, Next next) {
        this.shift = shift;
        this.maxDatagramBytes = maxDatagramBytes;
        this.pieces = pieces;
        this.next = next;
    }

    /** What the sequence numbers are raised by. */
    int shift() {
        return shift;
    }

    void expect(SourceAnswer answer) {
        psPayloadTypes.clear();
        answer.psPayloadTypes().forEach(psPayloadTypes::set);
    }

    /** @param datagrams whether one of the viewers has UDP */
    void put(ByteBuffer memory, int offset, int length, boolean datagrams) {
        if (shift != 0) {
            RtpHeader.setSequence(memory, offset, RtpHeader.sequence(memory, offset) + shift);
        }
        if (!datagrams || length <= maxDatagramBytes) {
            next.put(memory, offset, length);
            return;
        }
        int count = psPayloadTypes.get(RtpHeader.payloadType(memory, offset))
                ? PacketCutter.pieces(memory, offset, length, maxDatagramBytes)
                : 0;
        if (count > 0) {
            cut(memory, offset, length, count);
        } else if (length <= MediaSettings.MAX_DATAGRAM_BYTES) {
            next.put(memory, offset, length);
        } else {
            next.putOversize(memory, offset, length);
        }
    }

    private void cut(ByteBuffer memory, int offset, int length, int count) {
        // a batch is in one memory
        next.flush();
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (at + maxDatagramBytes > pieces.capacity()) {
                next.flush();
                at = 0;
            }
            int bytes = PacketCutter.write(memory, offset, length, maxDatagramBytes, i, pieces, at);
            next.put(pieces, at, bytes);
            at += bytes;
        }
        next.flush();
        shift += count - 1;
    }

    /** A viewer's reports speak of the shifted numbers; the source knows its own. */
    void shiftBack(ByteBuffer packet, int length, int sourceSsrc) {
        if (shift == 0) {
            return;
        }
        for (int at = 0; at < length; at = RtcpPackets.next(packet, at)) {
            RtcpType type = RtcpPackets.type(packet, at);
            if (type == RtcpType.RR || type == RtcpType.SR) {
                int block = RtcpPackets.blocksAt(packet, at);
                for (int i = 0; i < RtcpPackets.count(packet, at); i++, block += ReportBlock.BYTES) {
                    if (ReportBlock.ssrc(packet, block) == sourceSsrc) {
                        int highest = ReportBlock.highestSequence(packet, block);
                        ReportBlock.setHighestSequence(packet, block, highest - shift);
                    }
                }
            }
        }
    }
}
