package cascade.gateway.media.rtp;

import java.nio.ByteBuffer;

/**
 * SSRC rewriting of RTCP packets that go from one leg to another.
 *
 * <p>Two of them change: the sender's own (whatever it calls itself, since a port belongs to one peer), and that of
 * the media which the packet talks about.
 *
 * <pre>
 *                      sender becomes          media
 *  source to viewer    the viewer's SSRC       source's SSRC to the viewer's
 *  viewer to source    the leg's reporter      viewer's SSRC to the source's
 * </pre>
 *
 * Contributing sources and strangers in lists stay as they are. The datagram must be {@link RtcpPackets#isSound}. Any
 * thread; nothing is allocated.
 *
 * <p><a href="https://datatracker.ietf.org/doc/html/rfc3550#section-6">RFC 3550 section 6</a>; feedback <a
 * href="https://datatracker.ietf.org/doc/html/rfc4585#section-6.1">RFC 4585 section 6.1</a> and <a
 * href="https://datatracker.ietf.org/doc/html/rfc5104">RFC 5104</a>; extended reports <a
 * href="https://datatracker.ietf.org/doc/html/rfc3611">RFC 3611</a>.
 */
public final class RtcpRewriter {

    private static final int WORD_BYTES = 4;
    private static final int FEEDBACK_MEDIA_OFFSET = 8;
    private static final int FEEDBACK_ENTRIES_OFFSET = 12;
    private static final int FEEDBACK_ENTRY_BYTES = 8;
    private static final int XR_BLOCKS_OFFSET = 8;
    private static final int XR_RECEIVER_TIME = 4;
    private static final int XR_DELAY_SINCE_RECEIVER = 5;
    private static final int XR_LAST_WITH_SSRC = 7;
    private static final int XR_DELAY_ENTRY_BYTES = 12;

    private final int senderTo;
    private final int mediaFrom;
    private final int mediaTo;

    private RtcpRewriter(int senderTo, int mediaFrom, int mediaTo) {
        this.senderTo = senderTo;
        this.mediaFrom = mediaFrom;
        this.mediaTo = mediaTo;
    }

    /** For what a source sends to a viewer. */
    public static RtcpRewriter toViewer(int sourceSsrc, int viewerSsrc) {
        return new RtcpRewriter(viewerSsrc, sourceSsrc, viewerSsrc);
    }

    /** For what a viewer sends to the source, in which it appears as {@code reporterSsrc}. */
    public static RtcpRewriter toSource(int viewerSsrc, int sourceSsrc, int reporterSsrc) {
        return new RtcpRewriter(reporterSsrc, viewerSsrc, sourceSsrc);
    }

    public void rewrite(ByteBuffer packet, int offset, int length) {
        int end = offset + length;
        int sender = RtcpPackets.sender(packet, offset, length);
        for (int at = offset; at < end; at = RtcpPackets.next(packet, at)) {
            rewriteOne(packet, at, sender);
        }
    }

    private void rewriteOne(ByteBuffer packet, int at, int sender) {
        int count = RtcpPackets.count(packet, at);
        int end = RtcpPackets.next(packet, at);
        switch (RtcpPackets.type(packet, at)) {
            case SR, RR -> {
                packet.putInt(at + RtcpPackets.SENDER_OFFSET, senderTo);
                int blocks = RtcpPackets.blocksAt(packet, at);
                for (int i = 0; i < count; i++) {
                    mapMedia(packet, blocks + i * ReportBlock.BYTES);
                }
            }
            case SDES -> {
                int chunk = at + RtcpPackets.SDES_CHUNKS_OFFSET;
                for (int i = 0; i < count; i++) {
                    mapListed(packet, chunk, sender);
                    chunk = RtcpPackets.nextChunk(packet, chunk, end);
                }
            }
            case BYE -> {
                for (int i = 0; i < count; i++) {
                    mapListed(packet, at + RtcpPackets.HEADER_BYTES + i * WORD_BYTES, sender);
                }
            }
            case APP -> packet.putInt(at + RtcpPackets.SENDER_OFFSET, senderTo);
            case RTPFB, PSFB -> {
                packet.putInt(at + RtcpPackets.SENDER_OFFSET, senderTo);
                mapMedia(packet, at + FEEDBACK_MEDIA_OFFSET);
                if (listsTargets(packet, at, count)) {
                    mapEvery(packet, at + FEEDBACK_ENTRIES_OFFSET, end, FEEDBACK_ENTRY_BYTES);
                }
            }
            case XR -> {
                packet.putInt(at + RtcpPackets.SENDER_OFFSET, senderTo);
                mapExtendedReports(packet, at + XR_BLOCKS_OFFSET, end);
            }
            case OTHER -> mapListed(packet, at + RtcpPackets.SENDER_OFFSET, sender);
        }
    }

    /** TMMBR and TMMBN; FIR, TSTR and TSTN: entries of 8 bytes that start with the SSRC they are for. */
    private static boolean listsTargets(ByteBuffer packet, int at, int format) {
        return RtcpPackets.type(packet, at) == RtcpType.RTPFB ? format == 3 || format == 4 : format >= 4 && format <= 6;
    }

    /** Blocks: type, type-specific, length in words less one; all but the receiver time name whom they report on. */
    private void mapExtendedReports(ByteBuffer packet, int first, int end) {
        int at = first;
        while (end - at >= WORD_BYTES) {
            int type = packet.get(at) & 0xFF;
            int next = at + RtcpPackets.bytes(packet, at);
            if (next > end) {
                return;
            }
            if (type == XR_DELAY_SINCE_RECEIVER) {
                mapEvery(packet, at + WORD_BYTES, next, XR_DELAY_ENTRY_BYTES);
            } else if (type != XR_RECEIVER_TIME && type <= XR_LAST_WITH_SSRC && next - at > WORD_BYTES) {
                mapMedia(packet, at + WORD_BYTES);
            }
            at = next;
        }
    }

    private void mapEvery(ByteBuffer packet, int first, int end, int stride) {
        for (int at = first; at + stride <= end; at += stride) {
            mapMedia(packet, at);
        }
    }

    private void mapMedia(ByteBuffer packet, int at) {
        if (packet.getInt(at) == mediaFrom) {
            packet.putInt(at, mediaTo);
        }
    }

    private void mapListed(ByteBuffer packet, int at, int sender) {
        if (packet.getInt(at) == sender) {
            packet.putInt(at, senderTo);
        } else {
            mapMedia(packet, at);
        }
    }
}
