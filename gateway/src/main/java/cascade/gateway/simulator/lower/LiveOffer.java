package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.LiveEndpoint;
import cascade.gateway.gb.sdp.LiveSdp;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.RecordingLines;
import cascade.gateway.gb.sdp.RtpMap;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SdpWriter;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.gateway.simulator.rtp.Playhead;
import cascade.gateway.simulator.video.RecordedPart;
import cascade.gateway.simulator.video.VideoClip;
import cascade.gateway.sip.message.SipRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Offer that a simulated camera or its recorder can serve: program stream, over UDP or TCP.
 *
 * @param channel the camera
 * @param description the whole offer
 * @param transport how it wants the media, with the offerer's role
 * @param remote where it wants the media; where it connects itself, its port means nothing
 * @param payloadType of PS in it
 */
record LiveOffer(
        DeviceId channel,
        SessionDescription description,
        MediaTransport transport,
        InetSocketAddress remote,
        int payloadType) {

    /** Empty when the body is no such offer. */
    static Optional<LiveOffer> of(DeviceId channel, SipRequest invite) {
        try {
            SessionDescription description = SdpParser.parse(invite.body());
            return description
                    .video()
                    .filter(video -> video.port() > 0 || video.transport() == MediaTransport.TCP_ACTIVE)
                    .flatMap(video -> of(channel, description, video));
        } catch (SdpSyntaxException broken) {
            return Optional.empty();
        }
    }

    private static Optional<LiveOffer> of(DeviceId channel, SessionDescription description, MediaDescription video) {
        Optional<Integer> ps = video.payloadTypes().stream()
                .filter(type -> video.rtpMap(type)
                        .map(map -> map.encoding().equalsIgnoreCase(RtpMap.PS.encoding()))
                        .orElse(type == RtpMap.PS.payloadType()))
                .findFirst();
        return ps.flatMap(type -> description
                .addressOf(video)
                .flatMap(LiveOffer::literal)
                .map(host -> new LiveOffer(
                        channel, description, video.transport(), new InetSocketAddress(host, video.port()), type)));
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    Optional<Ssrc> ssrc() {
        return description.ySsrc();
    }

    /** Whether it asks for a recording. */
    boolean isOfRecording() {
        return description
                .kind()
                .filter(kind -> kind == SessionKind.PLAYBACK || kind == SessionKind.DOWNLOAD)
                .isPresent();
    }

    /** Whether {@code t=} says which part of a recording is wanted: one whole second at least. */
    boolean namesPart() {
        return description.stopTime() > description.startTime();
    }

    /** The part of a camera's recording that is asked for. */
    RecordedPart part(VideoClip clip) {
        return RecordedPart.of(clip, description.startTime(), description.stopTime());
    }

    /** Where play begins: at the camera's first frame, or at that of the recording. */
    Playhead playhead(VideoClip clip) {
        return isOfRecording() ? Playhead.of(part(clip)) : Playhead.live(clip);
    }

    /** How fast a download is wanted; a playback begins at the normal rate. */
    int speed() {
        return description
                .video()
                .map(MediaDescription::downloadSpeed)
                .orElse(OptionalInt.empty())
                .orElse(1);
    }

    /** The body of our 200. */
    byte[] answer(DeviceId owner, String host, int rtpPort, Ssrc ssrc, VideoClip clip) {
        var us = new LiveEndpoint(owner, host, rtpPort, transport.answer(), ssrc);
        var codec = new RtpMap(payloadType, RtpMap.PS.encoding(), RtpMap.PS.clockRateHz());
        SessionDescription live = LiveSdp.answer(description, us, codec, Optional.empty());
        SessionDescription answer = isOfRecording() ? lines(clip).in(live) : live;
        return SdpWriter.write(answer).getBytes(StandardCharsets.US_ASCII);
    }

    private RecordingLines lines(VideoClip clip) {
        SessionKind kind = description.kind().orElseThrow();
        return new RecordingLines(
                kind,
                description.uri(),
                description.startTime(),
                description.stopTime(),
                kind == SessionKind.DOWNLOAD ? OptionalLong.of(part(clip).bytes()) : OptionalLong.empty(),
                OptionalInt.empty());
    }
}
