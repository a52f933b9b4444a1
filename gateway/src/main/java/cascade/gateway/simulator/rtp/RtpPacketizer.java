package cascade.gateway.simulator.rtp;

import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.simulator.video.VideoClip;
import java.nio.ByteBuffer;

/**
 * Packetizer of a clip's frames into RTP packets (<a href="https://datatracker.ietf.org/doc/html/rfc2250">RFC 2250</a>,
 * GB/T 28181-2016 annex C): no packet holds bytes of two frames, all packets of a frame bear its 90 kHz timestamp, the
 * last one the marker. The clip begins anew after its last frame while SCR, PTS and timestamp run on. Used by one
 * thread.
 */
final class RtpPacketizer {

    static final int HEADER_BYTES = RtpHeader.FIXED_BYTES;

    /** Leaves room for IP, UDP and a tunnel below 1500 bytes. */
    static final int MAX_PAYLOAD_BYTES = 1400;

    private final VideoClip clip;
    private final ByteBuffer packs;
    private final int ssrc;
    private final int payloadType;
    private final int firstTimestamp;
    private int sequence;
    private long frame;
    private int sentOfFrame;

    /**
     * @param firstSequence random, as <a href="https://datatracker.ietf.org/doc/html/rfc3550#section-5.1">RFC 3550
     *     section 5.1</a> asks
     * @param firstTimestamp random likewise
     */
    RtpPacketizer(VideoClip clip, int ssrc, int payloadType, int firstSequence, int firstTimestamp) {
        this.clip = clip;
        this.packs = clip.packs();
        this.ssrc = ssrc;
        this.payloadType = payloadType;
        this.sequence = firstSequence & 0xFFFF;
        this.firstTimestamp = firstTimestamp;
    }

    /** The frame that the next packet belongs to, counted from 0 over all repetitions. */
    long frame() {
        return frame;
    }

    /** Goes on with the first packet of that frame; sequence numbers run on. */
    void goTo(long nextFrame) {
        frame = nextFrame;
        sentOfFrame = 0;
    }

    /** The next packet's. */
    int sequence() {
        return sequence;
    }

    /** Packets of the current frame, sent and still to send. */
    int packetsOfFrame() {
        return (clip.packBytes(clipFrame()) + MAX_PAYLOAD_BYTES - 1) / MAX_PAYLOAD_BYTES;
    }

    /** The packet of the current frame that comes next, from 0. */
    int packetOfFrame() {
        return sentOfFrame / MAX_PAYLOAD_BYTES;
    }

    /** The RTP timestamp of a frame. */
    int timestamp(long ofFrame) {
        return (int) (firstTimestamp + ticks(ofFrame));
    }

    /** Writes the next packet from the buffer's start on and sets position and limit to it. */
    void next(ByteBuffer packet) {
        int clipFrame = clipFrame();
        int left = clip.packBytes(clipFrame) - sentOfFrame;
        int payload = Math.min(left, MAX_PAYLOAD_BYTES);
        boolean isLast = payload == left;
        packet.clear();
        RtpHeader.write(packet, 0, isLast, payloadType, sequence, timestamp(frame), ssrc);
        packet.put(HEADER_BYTES, packs, clip.packOffset(clipFrame) + sentOfFrame, payload);
        if (sentOfFrame == 0) {
            clip.retime(clipFrame, ticks(frame), packet, HEADER_BYTES);
        }
        packet.position(0).limit(HEADER_BYTES + payload);
        advance(payload, isLast);
    }

    private void advance(int payload, boolean isLast) {
        sequence = sequence + 1 & 0xFFFF;
        if (isLast) {
            frame++;
            sentOfFrame = 0;
        } else {
            sentOfFrame += payload;
        }
    }

    private int clipFrame() {
        return (int) (frame % clip.frames());
    }

    private long ticks(long ofFrame) {
        return ofFrame * clip.settings().ticksPerFrame();
    }
}
