package cascade.gateway.simulator.voice;

import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.LiveEndpoint;
import cascade.gateway.gb.sdp.LiveSdp;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.RtpMap;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SdpWriter;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.tone.ALaw;
import cascade.gateway.sip.message.SipMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Session descriptions of voice in PCMA (GB/T 28181-2016 9.12, annex F), of a simulated platform. Stateless. */
public final class VoiceDescription {

    private static final RtpMap PCMA = new RtpMap(ALaw.PAYLOAD_TYPE, "PCMA", ALaw.RATE_HZ);
    private static final String F = "v/////a/1/8/1";

    private VoiceDescription() {}

    /** @param name the {@code s=} line */
    public static byte[] offer(
            String name, PlatformAddress us, int port, MediaTransport transport, Ssrc ssrc, Direction direction) {
        var end = new LiveEndpoint(us.deviceId(), us.host(), port, transport, ssrc);
        return bytes(LiveSdp.voiceOffer(end, List.of(PCMA), direction).named(name, F));
    }

    /** Agrees to an offer of voice, in the direction that it leaves us. */
    public static byte[] answer(SessionDescription offer, PlatformAddress us, int port, Ssrc ssrc) {
        MediaDescription audio = offer.audio().orElseThrow();
        var end = new LiveEndpoint(
                us.deviceId(), us.host(), port, audio.transport().answer(), ssrc);
        Direction direction = audio.direction().orElse(Direction.SENDRECV).answer();
        return bytes(LiveSdp.answer(offer, audio, end, PCMA, Optional.of(F), direction)
                .named(offer.sessionName(), F));
    }

    /** What a message describes, where that is voice. */
    public static Optional<SessionDescription> of(SipMessage message) {
        try {
            return Optional.of(SdpParser.parse(message.body()))
                    .filter(read -> read.video().isEmpty() && read.audio().isPresent());
        } catch (SdpSyntaxException noSdp) {
            return Optional.empty();
        }
    }

    /** Where its author receives and sends; a host name is nowhere. */
    public static Optional<InetSocketAddress> address(SessionDescription described) {
        MediaDescription audio = described.audio().orElseThrow();
        return described.addressOf(audio).flatMap(host -> {
            try {
                return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(host), audio.port()));
            } catch (IllegalArgumentException name) {
                return Optional.empty();
            }
        });
    }

    private static byte[] bytes(SessionDescription described) {
        return SdpWriter.write(described).getBytes(StandardCharsets.US_ASCII);
    }
}
