package cascade.gateway.manners.look;

import cascade.gateway.manners.trait.Trait;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.rtp.RtcpType;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Look at what the source leg of a stream knows of its sender. Stateless. */
final class MediaLook {

    private MediaLook() {}

    /**
     * Looks at a source that has sent something.
     *
     * @param offered the SSRC that our offer asked for
     * @param answered the one that the answer named
     */
    static void look(SourceStats source, long offered, OptionalLong answered, Notes notes) {
        source.ssrc().ifPresent(ssrc -> {
            long unsigned = Integer.toUnsignedLong(ssrc);
            notes.note(Trait.RTP_SSRC, whose(unsigned, offered, answered), "%010d".formatted(unsigned));
        });
        source.payloadType().ifPresent(type -> notes.note(Trait.PAYLOAD_TYPE, Integer.toString(type)));
        source.content()
                .ifPresent(content -> notes.note(
                        Trait.CONTAINER,
                        content.container().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        source.framing()
                .ifPresent(
                        framing -> notes.note(Trait.TCP_FRAMING, framing.name().toLowerCase(Locale.ROOT)));
    }

    static void noteRtcp(Map<RtcpType, Long> received, Notes notes) {
        boolean some = received.values().stream().anyMatch(count -> count > 0);
        notes.note(Trait.RTCP, some ? "seen" : "none");
    }

    private static String whose(long ssrc, long offered, OptionalLong answered) {
        if (answered.isPresent() && answered.getAsLong() == ssrc) {
            return answered.getAsLong() == offered ? "ours" : "its-answer";
        }
        if (ssrc == offered) {
            return "ours";
        }
        return ssrc == 0 ? "zero" : "neither";
    }
}
