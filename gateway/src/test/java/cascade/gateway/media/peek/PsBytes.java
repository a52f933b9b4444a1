package cascade.gateway.media.peek;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Writes the beginnings of program stream frames, unit by unit. */
final class PsBytes {

    static final String H264_PARAMETERS = "00000001 67 64001f ac d9 40";
    static final String H264_OTHER = "00000001 41 9a 24 6c";
    static final String H265_PARAMETERS = "00000001 40 01 0c01 ffff";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    PsBytes raw(String digits) {
        bytes.writeBytes(hex(digits));
        return this;
    }

    PsBytes pack() {
        return raw("000001ba 44 00 04 00 04 01 01 89 c3 f8");
    }

    PsBytes packWithStuffing() {
        return raw("000001ba 44 00 04 00 04 01 01 89 c3 fb ffffff");
    }

    PsBytes systemHeader() {
        return raw("000001bb 0009 80 c4 e1 04 e1 7f e0 e0 80");
    }

    /** Without descriptors; the check sum is nobody's business here. */
    PsBytes map(int videoType, int audioType) {
        return raw("000001bc 0012 e1 ff 0000 0008 %02x e0 0000 %02x c0 0000 00000000".formatted(videoType, audioType));
    }

    PsBytes video(String content) {
        return unit("e0", "80 80 05 2100010001" + content);
    }

    PsBytes videoOfNoLength(String content) {
        return raw("000001e0 0000 80 80 05 2100010001" + content);
    }

    PsBytes audio(String content) {
        return unit("c0", "80 80 05 2100010001" + content);
    }

    PsBytes unit(String streamId, String content) {
        return raw("000001" + streamId + "%04x".formatted(hex(content).length) + content);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
