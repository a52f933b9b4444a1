package cascade.gateway.bench.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Section of a Markdown page, between two marks, that a run writes anew. */
public final class PageSection {

    private final Path page;
    private final String begin;
    private final String end;

    private PageSection(Path page, String name) {
        this.page = page;
        this.begin = "<!-- " + name + ": begin -->";
        this.end = "<!-- " + name + ": end -->";
    }

    /**
     * @param name stands in the marks: {@code <!-- NAME: begin -->} and {@code <!-- NAME: end -->}
     * @throws IOException when the page cannot be written or lacks a mark; so ask before there is something to write
     */
    public static PageSection of(Path page, String name) throws IOException {
        PageSection section = new PageSection(page, name);
        if (!Files.isRegularFile(page) || !Files.isWritable(page)) {
            throw new IOException(page + ": no file that can be written (expected: a page with " + section.begin + ")");
        }
        section.replacedBy("");
        return section;
    }

    public void write(String text) throws IOException {
        Files.writeString(page, replacedBy(text));
    }

    private String replacedBy(String text) throws IOException {
        String old = Files.readString(page);
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(page + ": no lines " + begin + " and " + end);
        }
        return old.substring(0, from + begin.length()) + "\n\n" + text.strip() + "\n\n" + old.substring(to);
    }
}
