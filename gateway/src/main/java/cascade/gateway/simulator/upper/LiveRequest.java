package cascade.gateway.simulator.upper;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.Subject;
import cascade.gateway.gb.sdp.LiveEndpoint;
import cascade.gateway.gb.sdp.LiveSdp;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.RtpMap;
import cascade.gateway.gb.sdp.SdpWriter;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.StreamIndex;
import cascade.gateway.simulator.Manner;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.upper.playback.RecordingOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * INVITE for live video or for a recording: its Subject and its offer (GB/T 28181-2016 annexes F, G and K).
 *
 * @param subject the header
 * @param offer the body
 */
record LiveRequest(Subject subject, SessionDescription offer) {

    private static final List<RtpMap> CODECS = List.of(RtpMap.PS, RtpMap.MPEG4, RtpMap.H264);
    private static final Ssrc NCG_PLACEHOLDER = new Ssrc(999_999_999);
    private static final long NCG_FILE_SIZE = -1;

    static LiveRequest of(
            OfferForm form,
            Manner manner,
            DeviceId channel,
            PlatformAddress us,
            int rtpPort,
            MediaTransport transport,
            Ssrc ssrc) {
        return switch (form) {
            case STANDARD -> standard(manner, channel, us, rtpPort, transport, ssrc);
            case NCG -> ncg(channel, us, rtpPort, transport);
        };
    }

    /** In the standard's form: each session of a recording has an SSRC and a Subject of its own. */
    static LiveRequest recording(
            RecordingOrder order, PlatformAddress us, int rtpPort, MediaTransport transport, Ssrc ssrc) {
        LiveRequest live = standard(Manner.STANDARD, order.channel(), us, rtpPort, transport, ssrc);
        return new LiveRequest(live.subject(), order.lines().in(live.offer()));
    }

    private static LiveRequest standard(
            Manner manner, DeviceId channel, PlatformAddress us, int rtpPort, MediaTransport transport, Ssrc ssrc) {
        DeviceId owner = manner.originIsChannel() ? channel : us.deviceId();
        var here = new LiveEndpoint(owner, us.host(), rtpPort, transport, ssrc);
        return new LiveRequest(
                new Subject(channel, manner.subjectHasSsrc() ? ssrc.toY() : "0", us.deviceId(), "0"),
                LiveSdp.offer(here, CODECS, manner.streamAttribute().map(form -> new StreamIndex(0, form))));
    }

    private static LiveRequest ncg(DeviceId channel, PlatformAddress us, int rtpPort, MediaTransport transport) {
        var here = new LiveEndpoint(channel, us.host(), rtpPort, transport, NCG_PLACEHOLDER);
        var mainStream = new StreamIndex(0, StreamIndex.Form.STREAM_MODE);
        return new LiveRequest(
                new Subject(channel, "0", us.deviceId(), "0"),
                withFileSize(LiveSdp.offer(here, CODECS, Optional.of(mainStream))));
    }

    private static SessionDescription withFileSize(SessionDescription plain) {
        return plain.withMedia(plain.media().stream()
                .map(video -> video.withFile(OptionalLong.of(NCG_FILE_SIZE), video.downloadSpeed()))
                .toList());
    }

    byte[] body() {
        return SdpWriter.write(offer).getBytes(StandardCharsets.US_ASCII);
    }
}
