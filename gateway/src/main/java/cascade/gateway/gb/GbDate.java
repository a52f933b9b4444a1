package cascade.gateway.gb;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Time as GB/T 28181 writes it: Beijing time without a zone, in the {@code Date} header of a registration (校时) with
 * milliseconds, in MANSCDP {@code dateTime} elements without.
 *
 * <p>GB/T 28181-2016 9.10.3. Stateless, any thread.
 */
public final class GbDate {
    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter HEADER = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(BEIJING);
    private static final DateTimeFormatter ELEMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(BEIJING);
    /** Forms that peers write: a blank for the T, any fraction or none, a zone or none. */
    private static final DateTimeFormatter TOLERANT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd['T'][ ]HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private GbDate() {}

    /** The value of a {@code Date} header: {@code 2020-06-09T14:09:01.830}. */
    public static String toHeader(Instant instant) {
        return HEADER.format(instant);
    }

    /** The text of a MANSCDP {@code dateTime} element: {@code 2020-06-09T14:09:01}. */
    public static String toElement(Instant instant) {
        return ELEMENT.format(instant);
    }

    /**
     * The instant of a header or element, of the <a href="https://datatracker.ietf.org/doc/html/rfc1123">RFC 1123</a>
     * form of <a href="https://datatracker.ietf.org/doc/html/rfc3261">RFC 3261</a> as well; empty when it is none.
     */
    public static Optional<Instant> tryParse(String text) {
        String stripped = text.strip();
        try {
            if (stripped.endsWith("GMT")) {
                return Optional.of(ZonedDateTime.parse(stripped, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            }
            TemporalAccessor parsed = TOLERANT.parseBest(stripped, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    parsed instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(parsed).toInstant(BEIJING));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
