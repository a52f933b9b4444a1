package cascade.gateway.media.peek;

import cascade.gateway.media.MediaDetail.PictureSize;
import java.util.Optional;

/**
 * Picture size in a sequence parameter set (ITU-T H.264 section 7.3.2.1.1, H.265 section 7.3.2.2.1). Whatever bytes come,
 * reading ends and throws nothing. Pure.
 */
final class SequenceParameters {

    private static final int MACROBLOCK = 16;
    private static final int MOST_PIXELS = 16_384;
    private static final int MOST_CYCLE = 255;
    private static final int CHROMA_444 = 3;
    private static final int PROFILE_BITS = 88;
    private static final int LEVEL_BITS = 8;
    private static final int MOST_SUB_LAYERS = 6;

    private SequenceParameters() {}

    /** @param at behind the NAL unit header */
    static Optional<PictureSize> h264(byte[] bytes, int at, int end) {
        var in = new BitReader(bytes, at, end);
        int profile = in.bits(8);
        in.skip(16);
        in.unsigned();
        int chroma = hasChroma(profile) ? chroma(in) : 1;
        in.unsigned();
        skipPictureOrder(in);
        in.unsigned();
        in.skip(1);
        int width = (in.unsigned() + 1) * MACROBLOCK;
        int mapUnits = in.unsigned() + 1;
        boolean framesOnly = in.flag();
        int fields = framesOnly ? 1 : 2;
        if (!framesOnly) {
            in.skip(1);
        }
        in.skip(1);
        int height = mapUnits * MACROBLOCK * fields;
        if (in.flag()) {
            int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
            int unitY = (chroma == 1 ? 2 : 1) * fields;
            width -= unitX * (in.unsigned() + in.unsigned());
            height -= unitY * (in.unsigned() + in.unsigned());
        }
        return size(in, width, height);
    }

    private static boolean hasChroma(int profile) {
        return switch (profile) {
            case 44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244 -> true;
            default -> false;
        };
    }

    private static int chroma(BitReader in) {
        int chroma = in.unsigned();
        if (chroma == CHROMA_444) {
            in.skip(1);
        }
        in.unsigned();
        in.unsigned();
        in.skip(1);
        if (in.flag()) {
            int lists = chroma == CHROMA_444 ? 12 : 8;
            for (int i = 0; i < lists && !in.isOver(); i++) {
                if (in.flag()) {
                    skipScalingList(in, i < 6 ? 16 : 64);
                }
            }
        }
        return chroma;
    }

    /** ITU-T H.264 section 7.3.2.1.1.1. */
    private static void skipScalingList(BitReader in, int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size && !in.isOver(); i++) {
            if (next != 0) {
                next = (last + in.signed()) & 0xFF;
            }
            last = next == 0 ? last : next;
        }
    }

    private static void skipPictureOrder(BitReader in) {
        int type = in.unsigned();
        if (type == 0) {
            in.unsigned();
        } else if (type == 1) {
            in.skip(1);
            in.signed();
            in.signed();
            int cycle = Math.min(in.unsigned(), MOST_CYCLE);
            for (int i = 0; i < cycle && !in.isOver(); i++) {
                in.signed();
            }
        }
    }

    /** @param at behind the NAL unit header */
    static Optional<PictureSize> h265(byte[] bytes, int at, int end) {
        var in = new BitReader(bytes, at, end);
        in.skip(4);
        int subLayers = in.bits(3);
        in.skip(1);
        in.skip(PROFILE_BITS + LEVEL_BITS);
        if (subLayers > MOST_SUB_LAYERS) {
            return Optional.empty();
        }
        skipSubLayers(in, subLayers);
        in.unsigned();
        int chroma = in.unsigned();
        if (chroma == CHROMA_444) {
            in.skip(1);
        }
        int width = in.unsigned();
        int height = in.unsigned();
        if (in.flag()) {
            width -= (chroma == 1 || chroma == 2 ? 2 : 1) * (in.unsigned() + in.unsigned());
            height -= (chroma == 1 ? 2 : 1) * (in.unsigned() + in.unsigned());
        }
        return size(in, width, height);
    }

    private static void skipSubLayers(BitReader in, int subLayers) {
        boolean[] profiles = new boolean[subLayers];
        boolean[] levels = new boolean[subLayers];
        for (int i = 0; i < subLayers; i++) {
            profiles[i] = in.flag();
            levels[i] = in.flag();
        }
        if (subLayers > 0) {
            in.skip(2 * (8 - subLayers));
        }
        for (int i = 0; i < subLayers; i++) {
            in.skip((profiles[i] ? PROFILE_BITS : 0) + (levels[i] ? LEVEL_BITS : 0));
        }
    }

    private static Optional<PictureSize> size(BitReader in, int width, int height) {
        boolean sound = !in.isOver() && width > 0 && height > 0 && width <= MOST_PIXELS && height <= MOST_PIXELS;
        return sound ? Optional.of(new PictureSize(width, height)) : Optional.empty();
    }
}
