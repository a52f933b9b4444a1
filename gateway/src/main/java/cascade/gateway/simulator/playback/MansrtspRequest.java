package cascade.gateway.simulator.playback;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Playback control (回放控制) of an upper, the body of an INFO: GB/T 28181-2016 annex B.
 *
 * @param cseq of the body, a counter of its own
 * @param scale of the normal rate, negative in reverse; empty: as before
 * @param range empty: from here
 */
public record MansrtspRequest(Method method, long cseq, OptionalDouble scale, Optional<NptRange> range) {

    public static final String CONTENT_TYPE = "Application/MANSRTSP";

    /** What is to be done. */
    public enum Method {
        PLAY,
        PAUSE,
        TEARDOWN
    }

    public static MansrtspRequest pause() {
        return new MansrtspRequest(Method.PAUSE, 0, OptionalDouble.empty(), Optional.empty());
    }

    /** Ends a pause. */
    public static MansrtspRequest resume() {
        return new MansrtspRequest(Method.PLAY, 0, OptionalDouble.empty(), Optional.of(NptRange.now()));
    }

    public static MansrtspRequest scale(double scale) {
        return new MansrtspRequest(Method.PLAY, 0, OptionalDouble.of(scale), Optional.empty());
    }

    /** Plays on from that second of the recording. */
    public static MansrtspRequest seek(double seconds) {
        return new MansrtspRequest(Method.PLAY, 0, OptionalDouble.empty(), Optional.of(NptRange.from(seconds)));
    }

    /** Plays from one second of the recording down to another (GB/T 28181-2022 annex B). */
    public static MansrtspRequest reverse(double from, double to) {
        var range = new NptRange(OptionalDouble.of(from), OptionalDouble.of(to));
        return new MansrtspRequest(Method.PLAY, 0, OptionalDouble.of(-1), Optional.of(range));
    }

    public static MansrtspRequest teardown() {
        return new MansrtspRequest(Method.TEARDOWN, 0, OptionalDouble.empty(), Optional.empty());
    }

    public MansrtspRequest withCseq(long number) {
        return new MansrtspRequest(method, number, scale, range);
    }

    /** Empty where a recorder could not tell what is meant. */
    public static Optional<MansrtspRequest> tryParse(String body) {
        MansrtspLines lines = MansrtspLines.of(body);
        try {
            Method method = Method.valueOf(lines.startWord(0).toUpperCase(Locale.ROOT));
            Optional<NptRange> range = lines.header("Range").flatMap(NptRange::tryParse);
            if (lines.header("Range").isPresent() && range.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new MansrtspRequest(method, lines.number("CSeq").orElse(0), lines.decimal("Scale"), range));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    public byte[] body() {
        var text = new StringBuilder();
        text.append(method).append(" RTSP/1.0\r\nCSeq: ").append(cseq).append("\r\n");
        if (method == Method.PAUSE) {
            text.append("PauseTime: now\r\n");
        }
        scale.ifPresent(value -> text.append("Scale: ").append(value).append("\r\n"));
        range.ifPresent(value -> text.append("Range: ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
