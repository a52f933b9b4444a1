package cascade.gateway.simulator.playback;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Answer of a recorder to a playback control, the body of the 200 to its INFO: GB/T 28181-2022 annex B.
 *
 * @param status 200, or why it is not done
 * @param cseq the request's; some products count their own
 * @param scale the one that is really used, where one was asked for
 * @param range as asked for
 * @param firstSequence of the first RTP packet after the change
 * @param firstTimestamp of the same, unsigned
 */
public record MansrtspAnswer(
        int status,
        long cseq,
        OptionalDouble scale,
        Optional<NptRange> range,
        OptionalLong firstSequence,
        OptionalLong firstTimestamp) {

    private static final String SEQUENCE = "seq=";
    private static final String TIMESTAMP = "rtptime=";

    /** Empty where it is none. */
    public static Optional<MansrtspAnswer> tryParse(String body) {
        MansrtspLines lines = MansrtspLines.of(body);
        Optional<String> info = lines.header("RTP-Info");
        try {
            return Optional.of(new MansrtspAnswer(
                    Integer.parseInt(lines.startWord(1)),
                    lines.number("CSeq").orElse(0),
                    lines.decimal("Scale"),
                    lines.header("Range").flatMap(NptRange::tryParse),
                    field(info, SEQUENCE),
                    field(info, TIMESTAMP)));
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static OptionalLong field(Optional<String> info, String name) {
        return info.stream()
                .flatMap(text -> Stream.of(text.split(";", -1)))
                .map(String::strip)
                .filter(part -> part.startsWith(name))
                .mapToLong(part -> Long.parseLong(part.substring(name.length())))
                .findFirst();
    }

    public byte[] body() {
        var text = new StringBuilder();
        text.append("RTSP/1.0 ")
                .append(status)
                .append(status == 200 ? " OK" : " Refused")
                .append("\r\nCSeq: ")
                .append(cseq)
                .append("\r\n");
        scale.ifPresent(value -> text.append("Scale: ").append(value).append("\r\n"));
        range.ifPresent(value -> text.append("Range: ").append(value).append("\r\n"));
        if (firstSequence.isPresent() && firstTimestamp.isPresent()) {
            text.append("RTP-Info: ")
                    .append(SEQUENCE)
                    .append(firstSequence.getAsLong())
                    .append(';')
                    .append(TIMESTAMP)
                    .append(firstTimestamp.getAsLong())
                    .append("\r\n");
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
