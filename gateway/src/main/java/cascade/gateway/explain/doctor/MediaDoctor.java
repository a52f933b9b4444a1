package cascade.gateway.explain.doctor;

import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Span;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaContainer;
import cascade.gateway.media.MediaContent;
import cascade.gateway.media.MediaDetail;
import cascade.gateway.media.SourceStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Judge of what a stream carries, by its headers: whatever makes a picture black, late or garbled while packets flow. Pure,
 * any thread.
 */
public final class MediaDoctor {

    /** A shorter look proves nothing missing. */
    private static final Duration LOOKED_ENOUGH = Duration.ofSeconds(3);

    /** Who joins waits as long for a picture. */
    private static final Duration LONG_GOP = Duration.ofSeconds(12);

    private static final double CLOCK_HZ = 90_000;
    private static final double CLOCK_TOLERANCE = 0.3;

    private MediaDoctor() {}

    /** @param formats encodings of the payload types in the lower's answer: {@code PS}, {@code H264} */
    public static List<Finding> judge(SourceStats source, Map<Integer, String> formats) {
        Optional<String> promised = source.payloadType().isPresent()
                ? Optional.ofNullable(formats.get(source.payloadType().getAsInt()))
                : Optional.empty();
        return source.content().map(content -> judge(content, promised)).orElse(List.of());
    }

    /** @param promised encoding that the lower's answer gave to the payload type in use: {@code PS}, {@code H264} */
    static List<Finding> judge(MediaContent content, Optional<String> promised) {
        MediaDetail detail = content.detail();
        boolean ps = content.container() == MediaContainer.PS;
        boolean lookedEnough = detail.looked().compareTo(LOOKED_ENOUGH) >= 0;
        var findings = new ArrayList<Finding>();
        if (!ps && promised.map(name -> name.equalsIgnoreCase("PS")).orElse(true)) {
            findings.add(notProgramStream(content));
        }
        mismatch(content, promised).ifPresent(findings::add);
        if (ps
                && !detail.streamMap()
                && content.video().isPresent()
                && (detail.gop().isPresent() || lookedEnough)) {
            findings.add(noStreamMap(content));
        }
        if (isKeyless(content, lookedEnough)) {
            findings.add(noKeyFrame(detail));
        }
        if (detail.timestampsStill() && detail.frames() > 0) {
            findings.add(timestampsStill());
        }
        if (ps && lookedEnough && content.video().isEmpty() && content.audio().isPresent()) {
            findings.add(audioOnly(content));
        }
        clockRate(detail).ifPresent(findings::add);
        return List.copyOf(findings);
    }

    private static boolean isKeyless(MediaContent content, boolean lookedEnough) {
        MediaDetail detail = content.detail();
        boolean never = content.keyFrames() == 0 && lookedEnough;
        return content.video().isPresent() && (never || detail.keyless().compareTo(LONG_GOP) >= 0);
    }

    private static Finding notProgramStream(MediaContent content) {
        return new Finding(
                Cause.NOT_PROGRAM_STREAM,
                content.container() == MediaContainer.ES
                        ? Text.of(
                                "The payload is not PS but a bare elementary stream (%s)",
                                "载荷不是 PS，而是裸流（%s）", codec(content.video().or(content::audio)))
                        : Text.of("The payload is not PS, and nothing that is known", "载荷不是 PS，也无法识别（可能被加密）"),
                Text.of(
                        "platforms expect PS: set the camera or platform to PS encapsulation and without stream encryption",
                        "上级平台按 PS 解码：请把摄像机或平台设为 PS 封装，并关闭码流加密"));
    }

    private static Optional<Finding> mismatch(MediaContent content, Optional<String> promised) {
        Optional<MediaCodec> coded = content.detail().codedVideo();
        Optional<MediaCodec> mapped = content.detail().mappedVideo().filter(codec -> codec != MediaCodec.UNKNOWN);
        Optional<MediaCodec> named = promised.flatMap(MediaDoctor::named);
        return coded.flatMap(real -> mapped.filter(said -> said != real)
                .map(said -> mismatch(real, said, Text.of("the stream map says %s", "节目流映射声明为 %s", name(said))))
                .or(() -> named.filter(said -> said != real)
                        .map(said -> mismatch(real, said, Text.of("its SDP promised %s", "SDP 承诺的是 %s", name(said))))));
    }

    private static Optional<MediaCodec> named(String encoding) {
        return switch (encoding.toUpperCase(Locale.ROOT)) {
            case "H264" -> Optional.of(MediaCodec.H264);
            case "H265" -> Optional.of(MediaCodec.H265);
            default -> Optional.empty();
        };
    }

    private static Finding mismatch(MediaCodec real, MediaCodec said, Text where) {
        return new Finding(
                Cause.CODEC_MISMATCH,
                Text.of("The pictures are %s, but %s", "图像编码实际是 %s，但%s", name(real), where),
                Text.of(
                        "who believes it decodes nothing: set the camera to %s, or let its platform announce %s",
                        "按声明解码会黑屏：请把摄像机改为 %s 编码，或让其平台如实声明 %s", name(said), name(real)));
    }

    private static Finding noStreamMap(MediaContent content) {
        boolean h265 = content.video().filter(MediaCodec.H265::equals).isPresent();
        return new Finding(
                Cause.NO_STREAM_MAP,
                h265
                        ? Text.of("Black picture: H.265 without a program stream map", "黑屏：H.265 码流缺少节目流映射（PSM）")
                        : Text.of(
                                "%s without a program stream map (PSM): players that go by it show nothing",
                                "%s 码流缺少节目流映射（PSM）：依赖它的播放器没有图像", codec(content.video())),
                h265
                        ? Text.of(
                                "decoders take it for H.264: update or set the camera so that PSM comes before each key"
                                        + " frame, or set it to H.264",
                                "解码器会按 H.264 处理：请升级或配置摄像机在每个关键帧前带 PSM，或改为 H.264 编码")
                        : Text.of(
                                "have the camera or platform send PSM before each key frame", "请让摄像机或平台在每个关键帧前发送 PSM"));
    }

    private static Finding noKeyFrame(MediaDetail detail) {
        return new Finding(
                Cause.NO_KEY_FRAME,
                Text.of(
                        "No key frame for %1$s: who joins sees nothing until one comes",
                        "%1$s内没有关键帧：加入观看者在其到来前没有图像", Span.of(detail.keyless())),
                Text.of(
                        "set the camera's key frame interval (GOP) to 1 to 2 s, without smart coding",
                        "请把摄像机的 I 帧间隔（GOP）设为 1～2 秒，并关闭智能编码"));
    }

    private static Finding timestampsStill() {
        return new Finding(
                Cause.TIMESTAMPS_STILL,
                Text.of("Timestamps stand still: all frames have the same one", "时间戳不变：所有帧的时间戳相同"),
                Text.of(
                        "players that go by them show one frame or stutter: update the sender's firmware",
                        "按时间戳播放的播放器会停在一帧或卡顿：请升级发送方固件"));
    }

    private static Finding audioOnly(MediaContent content) {
        return new Finding(
                Cause.AUDIO_ONLY,
                Text.of(
                        "Audio only%s: there is no video in it",
                        "只有音频%s，没有视频",
                        content.audio()
                                .filter(codec -> codec != MediaCodec.UNKNOWN)
                                .map(codec -> " (" + name(codec) + ")")
                                .orElse("")),
                Text.of(
                        "see whether the camera's picture works there, and that video is not switched off for this stream",
                        "请确认摄像机在下级有图像，且该码流未关闭视频"));
    }

    /** Not of the first look: what a platform had kept comes all at once. */
    private static Optional<Finding> clockRate(MediaDetail detail) {
        if (detail.looks() < 2
                || detail.timestampsStill()
                || detail.timestampHz().isEmpty()) {
            return Optional.empty();
        }
        double hz = detail.timestampHz().getAsDouble();
        return Math.abs(hz / CLOCK_HZ - 1) <= CLOCK_TOLERANCE
                ? Optional.empty()
                : Optional.of(new Finding(
                        Cause.TIMESTAMP_RATE,
                        Text.of("Timestamps run at %.0f Hz instead of 90000", "时间戳以 %.0f Hz 增长，而非 90000", hz),
                        Text.of(
                                "players run too fast or too slow: update the sender's firmware",
                                "播放会过快或过慢：请升级发送方固件")));
    }

    private static String codec(Optional<MediaCodec> codec) {
        return codec.map(MediaDoctor::name).orElse("?");
    }

    private static String name(MediaCodec codec) {
        return switch (codec) {
            case H264 -> "H.264";
            case H265 -> "H.265";
            case MPEG4 -> "MPEG-4";
            case SVAC -> "SVAC";
            case AAC -> "AAC";
            case G711A -> "G.711A";
            case G711U -> "G.711U";
            case G722_1 -> "G.722.1";
            case G723_1 -> "G.723.1";
            case G729 -> "G.729";
            case SVAC_AUDIO -> "SVAC audio";
            case UNKNOWN -> "?";
        };
    }
}
