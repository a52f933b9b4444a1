package cascade.gateway.manners.advice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Table of this package in the resources: a row a line, columns between bars, {@code #} begins a remark. Any thread. */
final class Table {

    private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");

    private Table() {}

    /** Rows of a table that is in the jar, each of that many columns. */
    static List<List<String>> rows(String name, int columns) {
        try (InputStream table = Table.class.getResourceAsStream(name)) {
            if (table == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> row(line, name, columns))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> row(String line, String name, int columns) {
        List<String> cells = List.of(BAR.split(line, -1));
        if (cells.size() != columns) {
            throw new IllegalStateException(name + ": " + columns + " columns expected: " + line);
        }
        return cells;
    }

    /** Pattern of a cell in which {@code *} stands for anything; capitals make no difference. */
    static Pattern pattern(String cell) {
        String regex = Arrays.stream(cell.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String label) {
        return Enum.valueOf(type, label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
