package cascade.gateway.bench.peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * SIP message as it came, read in place; valid until the next is read. Of a field that is there several times the first counts, where
 * nothing else is said. One thread.
 */
public final class ReceivedMessage {

    private static final int STATUS_AT = "SIP/2.0 ".length();

    private final byte[] bytes = new byte[65_536];
    private final int[] starts = new int[Header.values().length];
    private final int[] ends = new int[Header.values().length];
    private int length;
    private int body;

    /** When it was taken from its socket, as of {@link System#nanoTime}. */
    public long atNanos;

    public void read(ByteBuffer datagram) {
        length = datagram.remaining();
        datagram.get(bytes, 0, length);
        Arrays.fill(starts, -1);
        int line = endOfLine(0) + 2;
        while (line < length && bytes[line] != '\r') {
            int end = endOfLine(line);
            int header = Header.ordinalAt(bytes, line, end);
            if (header >= 0 && starts[header] < 0) {
                starts[header] = line;
                ends[header] = end;
            }
            line = end + 2;
        }
        body = Math.min(line + 2, length);
    }

    private int endOfLine(int from) {
        int at = from;
        while (at < length && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    /** 0 for a request. */
    public int status() {
        return bytes[0] == 'S' && bytes[1] == 'I' ? (int) number(STATUS_AT) : 0;
    }

    /** First letter of a request's method, which tells those apart that the peers get. */
    public char method() {
        return (char) bytes[0];
    }

    /** Value of a field, without blanks around it; "" where it is not there. */
    public String text(Header header) {
        int at = header.ordinal();
        if (starts[at] < 0) {
            return "";
        }
        int from = starts[at] + header.nameLength();
        return new String(bytes, from, ends[at] - from, StandardCharsets.UTF_8).strip();
    }

    /** The number that follows that text in a field; -1 where there is none. */
    public long numberAfter(Header header, byte[] text) {
        int at = header.ordinal();
        int found = starts[at] < 0 ? -1 : find(text, starts[at], ends[at]);
        return found < 0 ? -1 : number(found + text.length);
    }

    public boolean has(Header header) {
        return starts[header.ordinal()] >= 0;
    }

    public boolean has(Header header, byte[] text) {
        int at = header.ordinal();
        return starts[at] >= 0 && find(text, starts[at], ends[at]) >= 0;
    }

    /** What lies between two texts of the body; "" where there is none. */
    public String inBody(byte[] before, byte[] after) {
        int from = find(before, body, length);
        int to = from < 0 ? -1 : find(after, from + before.length, length);
        return to < 0 ? "" : new String(bytes, from + before.length, to - from - before.length, StandardCharsets.UTF_8);
    }

    public String body() {
        return new String(bytes, body, length - body, StandardCharsets.UTF_8);
    }

    public boolean bodyHas(byte[] text) {
        return find(text, body, length) >= 0;
    }

    /** A whole line, without its end. */
    public void copyLine(Header header, MessageWriter to) {
        int at = header.ordinal();
        if (starts[at] >= 0) {
            to.put(bytes, starts[at], ends[at]);
        }
    }

    /** All lines of that field, with their ends. */
    void copyLines(Header header, MessageWriter to) {
        forEachLine(header, (from, end) -> to.put(bytes, from, end).endLine());
    }

    /** Values of all lines of that field, without blanks around them. */
    public List<String> texts(Header header) {
        List<String> texts = new ArrayList<>();
        forEachLine(
                header,
                (from, end) -> texts.add(new String(
                                bytes,
                                from + header.nameLength(),
                                end - from - header.nameLength(),
                                StandardCharsets.UTF_8)
                        .strip()));
        return texts;
    }

    private interface Line {
        void at(int from, int end);
    }

    private void forEachLine(Header header, Line each) {
        int line = starts[header.ordinal()];
        while (line >= 0 && line < length && bytes[line] != '\r') {
            int end = endOfLine(line);
            if (Header.ordinalAt(bytes, line, end) == header.ordinal()) {
                each.at(line, end);
            }
            line = end + 2;
        }
    }

    private long number(int from) {
        long number = 0;
        int at = from;
        while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
            number = 10 * number + bytes[at++] - '0';
        }
        return at == from ? -1 : number;
    }

    private int find(byte[] text, int from, int to) {
        for (int at = from; at <= to - text.length; at++) {
            if (bytes[at] == text[0] && Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
                return at;
            }
        }
        return -1;
    }
}
