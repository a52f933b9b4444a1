package cascade.gateway.field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of fault that the field reports.
 *
 * @param page the title of the collection that it belongs to
 * @param what the fault, in a line
 * @param rest what no test holds: {@code open: ...} or {@code by design: ...}
 */
record FieldRow(String page, String id, String what, Optional<String> rest) {

    private static final Pattern ROW = Pattern.compile("([^|]+) \\| (.+)");
    private static final Pattern REST = Pattern.compile("    ((?:open|by design): .+)");

    /** Reads {@code field/rows.txt}: a page's title after {@code #}, then rows {@code id | what}, each with or without a rest. */
    static List<FieldRow> read(Path file) throws IOException {
        var rows = new ArrayList<FieldRow>();
        String page = "";
        for (String line : Files.readAllLines(file)) {
            Matcher row = ROW.matcher(line);
            Matcher rest = REST.matcher(line);
            if (line.startsWith("# ")) {
                page = line.substring(2);
            } else if (rest.matches()) {
                rows.add(rows.removeLast().with(rest.group(1)));
            } else if (row.matches()) {
                rows.add(new FieldRow(page, row.group(1), row.group(2), Optional.empty()));
            } else if (!line.isBlank()) {
                throw new IOException(file + ": neither a title, a row nor a rest: " + line);
            }
        }
        return rows;
    }

    private FieldRow with(String said) {
        return new FieldRow(page, id, what, Optional.of(said));
    }
}
