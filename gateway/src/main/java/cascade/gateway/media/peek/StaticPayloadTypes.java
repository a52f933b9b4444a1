package cascade.gateway.media.peek;

import cascade.gateway.media.MediaCodec;
import java.util.Optional;

/**
 * Static RTP payload types, those below 96, whose meaning needs no SDP. <a
 * href="https://datatracker.ietf.org/doc/html/rfc3551">RFC 3551</a> table 4; GB/T 28181-2022 annex C.
 */
final class StaticPayloadTypes {

    private StaticPayloadTypes() {}

    static Optional<MediaCodec> audio(int payloadType) {
        return switch (payloadType) {
            case 0 -> Optional.of(MediaCodec.G711U);
            case 4 -> Optional.of(MediaCodec.G723_1);
            case 8 -> Optional.of(MediaCodec.G711A);
            case 9 -> Optional.of(MediaCodec.G722_1);
            case 18 -> Optional.of(MediaCodec.G729);
            case 20 -> Optional.of(MediaCodec.SVAC_AUDIO);
            default -> Optional.empty();
        };
    }
}
