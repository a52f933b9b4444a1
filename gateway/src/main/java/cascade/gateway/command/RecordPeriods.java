package cascade.gateway.command;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Periods of a search for records (文件目录检索), cut into pieces that a recorder answers well: some stop near a thousand
 * records, or search for minutes. GB/T 28181-2016 A.2.4.5. Stateless.
 */
final class RecordPeriods {

    private static final String START = "StartTime";
    private static final String END = "EndTime";
    private static final int LAST_YEAR = 9_999;
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private RecordPeriods() {}

    /**
     * The query as queries for one piece each, the earliest first; the query itself where it needs no cutting, or has no
     * period that can be read.
     *
     * @param span the longest piece; zero: whatever the query asks for
     * @param most pieces; those of a longer period are longer than the span
     */
    static List<ManscdpMessage> pieces(ManscdpMessage query, Duration span, int most) {
        if (span.isZero() || !(query instanceof Other other)) {
            return List.of(query);
        }
        Optional<LocalDateTime> start = time(other, START);
        Optional<LocalDateTime> end = time(other, END);
        if (start.isEmpty() || end.isEmpty() || !start.get().isBefore(end.get())) {
            return List.of(query);
        }
        Duration whole = Duration.between(start.get(), end.get());
        Duration least = Duration.ofSeconds(Math.ceilDiv(whole.toSeconds(), most));
        Duration step = span.compareTo(least) < 0 ? least : span;
        if (whole.compareTo(step) <= 0) {
            return List.of(query);
        }
        List<ManscdpMessage> pieces = new ArrayList<>();
        for (LocalDateTime from = start.get(); from.isBefore(end.get()); from = from.plus(step)) {
            LocalDateTime to = from.plus(step);
            pieces.add(piece(other, from, to.isBefore(end.get()) ? to : end.get()));
        }
        return pieces;
    }

    private static Other piece(Other query, LocalDateTime from, LocalDateTime to) {
        XmlNode tree = query.tree().withChildText(START, FORM.format(from)).withChildText(END, FORM.format(to));
        return new Other(query.root(), query.cmdType(), query.sn(), query.deviceId(), tree);
    }

    private static Optional<LocalDateTime> time(Other query, String element) {
        try {
            return query.tree()
                    .childText(element)
                    .map(text -> LocalDateTime.parse(text.strip().replace(' ', 'T')))
                    // others have no form of four digits, and sums of them no end
                    .filter(time -> time.getYear() >= 1 && time.getYear() <= LAST_YEAR);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
