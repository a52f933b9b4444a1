package cascade.gateway.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Row of a book of tests: a kind of fault that the field reports, or a clause of the standard.
 *
 * @param page the title of the section that it belongs to
 * @param what it is, in a line
 * @param rest what no test holds: {@code open: ...} or {@code by design: ...}
 */
public record BookRow(String page, String id, String what, Optional<String> rest) {

    private static final Pattern ROW = Pattern.compile("([^|]+) \\| (.+)");
    private static final Pattern REST = Pattern.compile("    ((?:open|by design): .+)");

    /** Reads a file of rows: a section's title after {@code #}, then rows {@code id | what}, each with or without a rest. */
    public static List<BookRow> read(Path file) throws IOException {
        var rows = new ArrayList<BookRow>();
        String page = "";
        for (String line : Files.readAllLines(file)) {
            Matcher row = ROW.matcher(line);
            Matcher rest = REST.matcher(line);
            if (line.startsWith("# ")) {
                page = line.substring(2);
            } else if (rest.matches()) {
                rows.add(rows.removeLast().with(rest.group(1)));
            } else if (row.matches()) {
                rows.add(new BookRow(page, row.group(1), row.group(2), Optional.empty()));
            } else if (!line.isBlank()) {
                throw new IOException(file + ": neither a title, a row nor a rest: " + line);
            }
        }
        return rows;
    }

    private BookRow with(String said) {
        return new BookRow(page, id, what, Optional.of(said));
    }
}
