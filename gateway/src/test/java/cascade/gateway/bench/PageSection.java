package cascade.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The section of a Markdown page, between two marks, that a run writes anew. */
final class PageSection {

    static final String BEGIN = "<!-- bench-media: begin -->";
    static final String END = "<!-- bench-media: end -->";

    private final Path page;

    private PageSection(Path page) {
        this.page = page;
    }

    /** @throws IOException when the page cannot be written or lacks a mark; so ask before there is something to write */
    static PageSection of(Path page) throws IOException {
        if (!Files.isRegularFile(page) || !Files.isWritable(page)) {
            throw new IOException(page + ": no file that can be written (expected: a page with " + BEGIN + ")");
        }
        PageSection section = new PageSection(page);
        section.replacedBy("");
        return section;
    }

    void write(String text) throws IOException {
        Files.writeString(page, replacedBy(text));
    }

    private String replacedBy(String text) throws IOException {
        String old = Files.readString(page);
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + ": no lines " + BEGIN + " and " + END);
        }
        return old.substring(0, begin + BEGIN.length()) + "\n\n" + text.strip() + "\n\n" + old.substring(end);
    }
}
