package cascade.gateway.media.peek;

import cascade.gateway.media.MediaCodec;
import java.util.Optional;

/**
 * NAL unit headers and parameter sets, read from the first bytes behind a start code (ITU-T H.264 7.3, H.265 7.3).
 *
 * <pre>
 *  H.264, sequence parameters  |0|ref| 7 | profile (8) | constraints (6) 0 0 | level (8) |
 *  H.265, video parameters     |0| 32 | layer (6) | temporal id + 1 (3) | id (4) 1 1 | layers (6) ...
 *  H.265, sequence parameters  |0| 33 | layer (6) | temporal id + 1 (3) | id of the above (4) | ...
 * </pre>
 *
 * ITU-T H.264 table 7-1, H.265 table 7-1, ISO/IEC 14496-2 table 6-3.
 */
final class NalUnits {

    static final int H264_TOGETHER = 24;
    static final int H264_PIECE = 28;
    static final int H265_TOGETHER = 48;
    static final int H265_PIECE = 49;
    static final int FIRST_PIECE = 0x80;

    private static final int PARAMETER_BYTES = 4;
    private static final int H264_IDR = 5;
    private static final int H264_PARAMETERS = 7;
    private static final int H265_FIRST_RANDOM_ACCESS = 16;
    private static final int H265_LAST_RANDOM_ACCESS = 23;
    private static final int H265_FIRST_PARAMETERS = 32;
    private static final int H265_LAST_PARAMETERS = 34;
    private static final int MPEG4_SEQUENCE = 0xB0;
    private static final int MPEG4_PICTURE = 0xB6;

    private NalUnits() {}

    /** Only parameter sets tell: other units of one codec look like something in another. */
    static Optional<MediaCodec> codecOf(byte[] bytes, int at, int end) {
        if (end - at < PARAMETER_BYTES) {
            return Optional.empty();
        }
        int header = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        int third = bytes[at + 2] & 0xFF;
        boolean videoParameters = header == H265_FIRST_PARAMETERS << 1 && third == 0x0C;
        boolean sequenceParameters = header == (H265_FIRST_PARAMETERS + 1) << 1 && third >> 4 == 0;
        if (second == 1 && (videoParameters || sequenceParameters)) {
            return Optional.of(MediaCodec.H265);
        }
        if ((header & 0x9F) == H264_PARAMETERS
                && (header & 0x60) != 0
                && isH264Profile(second)
                && (third & 0x03) == 0
                && isH264Level(bytes[at + 3])) {
            return Optional.of(MediaCodec.H264);
        }
        return header == MPEG4_SEQUENCE && second != 0 ? Optional.of(MediaCodec.MPEG4) : Optional.empty();
    }

    /** 1b, then 1 to 6.2, times ten. */
    private static boolean isH264Level(int level) {
        return level == 9 || (level >= 10 && level <= 62 && level % 10 <= 3);
    }

    private static boolean isH264Profile(int profile) {
        return switch (profile) {
            case 44, 66, 77, 83, 86, 88, 100, 110, 118, 122, 128, 244 -> true;
            default -> false;
        };
    }

    static boolean startsKeyFrame(MediaCodec codec, int header, int next) {
        return switch (codec) {
            case H264 -> (header & 0x1F) == H264_IDR || (header & 0x1F) == H264_PARAMETERS;
            case H265 -> isH265Key(header >> 1 & 0x3F);
            case MPEG4 -> header == MPEG4_SEQUENCE || (header == MPEG4_PICTURE && (next & 0xC0) == 0);
            case SVAC, AAC, G711A, G711U, G722_1, G723_1, G729, SVAC_AUDIO, UNKNOWN -> false;
        };
    }

    private static boolean isH265Key(int type) {
        return (type >= H265_FIRST_RANDOM_ACCESS && type <= H265_LAST_RANDOM_ACCESS)
                || (type >= H265_FIRST_PARAMETERS && type <= H265_LAST_PARAMETERS);
    }
}
