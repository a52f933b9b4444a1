package cascade.gateway.explain.fault;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;

/**
 * Frames that a {@link StudioCamera} sends over and over, as made-up program streams: right headers, no picture.
 *
 * @param frames the payloads, one packet each
 * @param ticks from one timestamp to the next
 */
record Reel(List<byte[]> frames, int ticks) {

    private static final int TICKS = 3_600;
    private static final int GOP = 25;

    private static final String PACK = "000001ba 44 00 04 00 04 01 01 89 c3 f8";
    private static final String SYSTEM_HEADER = "000001bb 0009 80 c4 e1 04 e1 7f e0 e0 80";
    private static final String MAP_H264 = "000001bc 000e e1 ff 0000 0004 1b e0 0000 00000000";
    private static final String H264_KEY =
            "00000001 67640028acd940780227e5c044000003000400000300c83c60c65800 00000001 65 88 80 40";
    private static final String H264_OTHER = "00000001 41 9a 24 6c";
    private static final String H265_KEY = "00000001 40010c01ffff016000000300900000030000030078959809"
            + "00000001 420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000c8400"
            + "00000001 26 01 af 08";
    private static final String H265_OTHER = "00000001 02 01 d0 09";

    static final Reel SOUND =
            new Reel(gop(PACK + SYSTEM_HEADER + MAP_H264 + video(H264_KEY), PACK + video(H264_OTHER)), TICKS);

    static final Reel H265_WITHOUT_MAP = new Reel(gop(PACK + video(H265_KEY), PACK + video(H265_OTHER)), TICKS);

    static final Reel H264_WITHOUT_MAP =
            new Reel(gop(PACK + SYSTEM_HEADER + video(H264_KEY), PACK + video(H264_OTHER)), TICKS);

    static final Reel H265_CALLED_H264 =
            new Reel(gop(PACK + SYSTEM_HEADER + MAP_H264 + video(H265_KEY), PACK + video(H265_OTHER)), TICKS);

    static final Reel WITHOUT_KEY_FRAMES =
            new Reel(gop(PACK + MAP_H264 + video(H264_OTHER), PACK + video(H264_OTHER)), TICKS);

    static final Reel STILL = new Reel(SOUND.frames, 0);

    static final Reel AUDIO = new Reel(gop(PACK + audio(), PACK + audio()), TICKS);

    static final Reel NOT_PS = new Reel(gop("deadbeef 17 2a 99 00 31 0c", "5a5a1c07 88 41 d0 3b"), TICKS);

    private static List<byte[]> gop(String key, String other) {
        var frames = new java.util.ArrayList<byte[]>();
        frames.add(bytes(key));
        for (int i = 1; i < GOP; i++) {
            frames.add(bytes(other));
        }
        return List.copyOf(frames);
    }

    private static String video(String content) {
        return unit("e0", content);
    }

    private static String audio() {
        return unit("c0", "d5".repeat(80));
    }

    private static String unit(String streamId, String content) {
        String payload = "80 80 05 2100010001" + content;
        return "000001" + streamId + "%04x".formatted(bytes(payload).length) + payload;
    }

    private static byte[] bytes(String hex) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
        return bytes.toByteArray();
    }
}
