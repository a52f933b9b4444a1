package cascade.gateway.trace.ladder;

import cascade.gateway.trace.Side;
import cascade.gateway.trace.Trace;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ladder as an arrow diagram in plain text: upper, gateway and lower side by side, 98 columns wide, for a mail or a ticket.
 * What a message is about stands on the side that it does not concern. Stateless.
 */
public final class LadderText {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private static final int SPAN = 41;
    private static final int TIME_WIDTH = 13;
    private static final int WIDTH = TIME_WIDTH + 2 * SPAN + 3;

    private LadderText() {}

    public static String of(Ladder ladder) {
        List<String> lines = new ArrayList<>();
        head(ladder, lines);
        lines.add("");
        lines.add(columns(ladder));
        lines.add(rail(" ".repeat(TIME_WIDTH), "", ""));
        ladder.steps().forEach(step -> lines.add(line(step, ladder.trace().id())));
        if (ladder.steps().isEmpty()) {
            lines.add("(nothing)");
        }
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private static void head(Ladder ladder, List<String> lines) {
        Trace.Part asked = ladder.trace().parts().getFirst();
        String state = asked.end()
                .map(end -> "ended " + DAY.format(end.at()) + " as " + end.cause()
                        + (end.status() == 0 ? "" : ", INVITE answered " + end.status()))
                .orElse("running");
        lines.add(asked.subject().id() + "  since " + DAY.format(asked.started()) + ", " + state);
        asked.end()
                .map(Trace.End::detail)
                .filter(detail -> !detail.isEmpty())
                .ifPresent(detail -> lines.add("  " + detail));
        for (Trace.Part part : ladder.trace().parts()) {
            if (!part.subject().channelId().isEmpty()) {
                lines.add("  " + part.subject().side().label() + " "
                        + part.subject().domain() + ": channel "
                        + part.subject().channelId() + " (" + part.subject().id() + ")");
            }
        }
        if (ladder.dropped() > 0) {
            lines.add("  " + ladder.dropped() + " more messages are kept no longer");
        }
    }

    private static String columns(Ladder ladder) {
        String upper = names(ladder, Side.UPPER);
        String lower = names(ladder, Side.LOWER);
        String left = cut(upper, SPAN - 8);
        String right = cut(lower, SPAN - 8);
        var line = new StringBuilder(" ".repeat(TIME_WIDTH)).append(left);
        line.append(" ".repeat(TIME_WIDTH + SPAN + 1 - 3 - line.length())).append("gateway");
        return line.append(" ".repeat(Math.max(1, WIDTH - right.length() - line.length())))
                .append(right)
                .toString();
    }

    private static String names(Ladder ladder, Side side) {
        return ladder.trace().parts().stream()
                .filter(part -> part.subject().side() == side)
                .map(part -> part.subject().domain())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String line(Step step, String asked) {
        String time = TIME.format(step.at()) + " ";
        // of several calls of one stream each tells which it is
        String subject = step.subject().equals(asked) || step.side() == Side.LOWER ? "" : "[" + step.subject() + "] ";
        return switch (step) {
            case Step.Message message
            when message.side() == Side.LOWER ->
                rail(time, " " + subject + message.summary(), arrow(message, !message.received()));
            case Step.Message message ->
                rail(time, arrow(message, message.received()), " " + subject + message.summary());
            case Step.Note note -> note(time, subject, note);
        };
    }

    private static String note(String time, String subject, Step.Note note) {
        String text = note.side().label() + " " + subject + note.what().label()
                + (note.detail().isEmpty() ? "" : ": " + note.detail());
        return time + "|" + cut("  * " + text, WIDTH - TIME_WIDTH - 1);
    }

    private static String arrow(Step.Message message, boolean toTheRight) {
        String marks = (message.retransmission() ? " (again)" : "")
                + (message.repairs().isEmpty() ? "" : " (repaired)")
                + message.problem().map(problem -> " (not read)").orElse("");
        String label = cut(" " + label(message) + marks + " ", SPAN - 6);
        String line = "-".repeat(SPAN - 4 - label.length());
        return toTheRight ? "---" + label + line + ">" : "<--" + label + line + "-";
    }

    private static String label(Step.Message message) {
        if (message.status().isPresent()) {
            return message.status().getAsInt() + " " + message.reason() + " (" + message.method() + ")";
        }
        return message.method().isEmpty() ? "?" : message.method();
    }

    private static String rail(String time, String left, String right) {
        return time + "|" + padded(left) + "|" + padded(right) + "|";
    }

    private static String padded(String text) {
        String cut = cut(text, SPAN);
        return cut + " ".repeat(SPAN - cut.length());
    }

    private static String cut(String text, int width) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= width ? plain : plain.substring(0, width - 2) + "..";
    }
}
