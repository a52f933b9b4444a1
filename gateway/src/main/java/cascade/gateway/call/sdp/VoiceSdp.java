package cascade.gateway.call.sdp;

import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.LiveEndpoint;
import cascade.gateway.gb.sdp.LiveSdp;
import cascade.gateway.gb.sdp.RtpMap;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Descriptions of voice: one {@code m=audio}, under the {@code s=} line that the asking side wrote, and always with an
 * {@code f=}, without which some devices hang up. GB/T 28181-2016 9.12 and annex F. Stateless.
 */
final class VoiceSdp {

    private static final String AUDIO_PART = "a/";

    private VoiceSdp() {}

    /** Our offer to the lower: the direction and the formats of the upper, for which we stand. */
    static SessionDescription offer(LiveEndpoint us, Offer upper) {
        List<RtpMap> codecs = CallSdp.codecs(upper.media());
        SessionDescription plain = LiveSdp.voiceOffer(us, codecs, upper.direction());
        String described = upper.session()
                .fMedia()
                .filter(VoiceSdp::describesAudio)
                .orElseGet(() ->
                        codecs.stream().findFirst().map(VoiceSdp::described).orElse(""));
        return plain.named(name(upper.session()), described);
    }

    /** Our offer to the upper that speaks: we receive what the lower's device will. */
    static SessionDescription broadcastOffer(LiveEndpoint us, Offer lower) {
        List<RtpMap> codecs = CallSdp.codecs(lower.media());
        SessionDescription plain = LiveSdp.voiceOffer(us, codecs, Direction.RECVONLY);
        return plain.named(
                SessionKind.PLAY.sessionName(),
                codecs.stream().findFirst().map(VoiceSdp::described).orElse(""));
    }

    /** Our answer, in one format, to whoever asked for the session. */
    static SessionDescription answer(SessionDescription plain, SessionDescription asked, RtpMap format) {
        return plain.named(
                name(asked), plain.fMedia().filter(VoiceSdp::describesAudio).orElseGet(() -> described(format)));
    }

    private static String name(SessionDescription asked) {
        return asked.kind().orElse(SessionKind.TALK).sessionName();
    }

    private static boolean describesAudio(String fMedia) {
        int audio = fMedia.indexOf(AUDIO_PART);
        return audio >= 0 && fMedia.length() > audio + AUDIO_PART.length() && fMedia.charAt(audio + 2) != '/';
    }

    /** {@code f=} of sound alone: codec, bit rate where the codec has one only, sampling rate. */
    static String described(RtpMap format) {
        String codec = switch (format.encoding().toUpperCase(Locale.ROOT)) {
            case "PCMA", "PCMU" -> "1/8/";
            case "G723" -> "2//";
            case "G729" -> "3/3/";
            case "G722" -> "4//";
            case "SVACA" -> "5//";
            case "AAC", "MPEG4-GENERIC" -> "6//";
            default -> "//";
        };
        return "v/////a/" + codec + samplingCode(format.clockRateHz()).orElse("");
    }

    private static Optional<String> samplingCode(int hz) {
        return switch (hz) {
            case 8_000 -> Optional.of("1");
            case 14_000 -> Optional.of("2");
            case 16_000 -> Optional.of("3");
            case 32_000 -> Optional.of("4");
            case 44_100 -> Optional.of("10");
            case 48_000 -> Optional.of("11");
            default -> Optional.empty();
        };
    }
}
