package cascade.gateway.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Event of a stream that its media loop noticed. Only {@link FirstPacket} and {@link Rtcp} leave at once; the others at the next check.
 */
public sealed interface MediaEvent {

    long streamId();

    /**
     * The first packet of the confirmed source.
     *
     * @param ssrc the SSRC on the wire, which need not be the announced one
     * @param afterAnswer time since the (first) {@link MediaStream#expectSource}; zero when media was there before
     */
    record FirstPacket(long streamId, InetSocketAddress from, int ssrc, int payloadType, Duration afterAnswer)
            implements MediaEvent {}

    /**
     * The first key frame of the source, as the look into its first packets found it.
     *
     * @param afterAnswer its arrival since the (first) {@link MediaStream#expectSource}; zero when it was there before
     */
    record FirstKeyFrame(long streamId, Duration afterAnswer) implements MediaEvent {}

    /** Nothing came from the source for longer than allowed. Told once; again only after packets have come again. */
    record Silence(long streamId, Kind kind, Duration silentFor) implements MediaEvent {

        public enum Kind {
            /** Not one packet since the answer. */
            NO_MEDIA,
            /** There were packets, and they stopped. */
            MEDIA_TIMEOUT
        }
    }

    /**
     * Packets of the source came since its newest answer, and stopped for a short time: it may have gone, or have nothing
     * to send. Told once; {@link StallOver} follows when packets come again, or are awaited anew.
     */
    record Stalled(long streamId, Duration silentFor) implements MediaEvent {}

    /** The source that {@link Stalled} sends again, or a newer answer, or the end of a hold, gives it time. */
    record StallOver(long streamId) implements MediaEvent {}

    /**
     * Packets of others than the source were dropped. At most one a check, however many packets.
     *
     * @param packets how many since the last event of this kind
     * @param lastFrom who sent the last of them
     * @param lastReason why the last of them was refused
     */
    record Foreign(long streamId, long packets, InetSocketAddress lastFrom, DropReason lastReason)
            implements MediaEvent {}

    /**
     * The source sends from another address than before: the exact one of its SDP took the place of a learned one, or
     * another port of its host went on with the stream.
     *
     * @param moves how many since the stream opened
     */
    record SourceMoved(long streamId, InetSocketAddress before, InetSocketAddress now, long moves)
            implements MediaEvent {}

    /**
     * A TCP leg has no connection and will get none: all attempts failed, or nobody came. A viewer's leg is silent from
     * now on; a source's may still be ended by {@link Silence} alone where we listen.
     *
     * @param viewerId {@link MediaViewer#id}; empty: the source's leg
     * @param remote where we connected to, or whom we waited for
     * @param detail for people: what the last attempt met
     */
    record LegLost(long streamId, OptionalLong viewerId, InetSocketAddress remote, String detail)
            implements MediaEvent {}

    /**
     * A viewer's packets reach nobody: its host keeps saying that nothing listens at its port, or its TCP connection has been
     * gone for so long. Told once; again only after packets got through.
     *
     * @param viewerId {@link MediaViewer#id}
     * @param remote where its packets go
     */
    record Unreachable(long streamId, long viewerId, InetSocketAddress remote, Duration since) implements MediaEvent {}

    /**
     * A viewer whose voice goes to the source has spoken, and sends nothing any more, though the source may. Told once; again
     * only after packets have come again.
     *
     * @param viewerId {@link MediaViewer#id}
     */
    record SpeakerSilent(long streamId, long viewerId, Duration silentFor) implements MediaEvent {}

    /**
     * RTCP that a leg received from its peer, or sent to it, while {@link MediaPlane#captureRtcp} asks for it. It leaves at once.
     *
     * @param viewerId {@link MediaViewer#id}; empty: the source's leg
     * @param overTcp framed in the leg's connection, not a datagram
     * @param packet as it was on the wire, compound or single; sound by its lengths
     * @param missedBefore how many were not told since the last one of this loop, because they came too fast
     */
    record Rtcp(
            long streamId,
            OptionalLong viewerId,
            InetSocketAddress from,
            InetSocketAddress to,
            boolean overTcp,
            byte[] packet,
            int missedBefore)
            implements MediaEvent {}

    /**
     * The sequence numbers that go to the viewers have been raised further, since packets were cut to fit datagrams. Told once
     * a second at most.
     *
     * @param reach ahead of what they are raised by now, by as much again as in the time since the last event of this kind: who
     *     goes on from there repeats no number
     */
    record SequenceShifted(long streamId, int reach) implements MediaEvent {}

    /**
     * The SSRC on the wire differs from the announced one, or changed.
     *
     * @param before the announced SSRC at first, later the one last told
     * @param changes how many changes since the stream opened
     */
    record SsrcChange(long streamId, int before, int now, long changes) implements MediaEvent {}
}
