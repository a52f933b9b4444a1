package cascade.gateway.gb.manscdp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Texts of a catalog item that are its own, in one array of bytes: five strings would take three times the room.
 * Immutable, any thread.
 *
 * <pre>
 *   for each text: 0                       absent
 *                  1 length bytes          ISO 8859-1
 *                  2 length byte pairs     UTF-16, lone surrogates too
 *   length: seven bits a byte, the lowest first, the eighth says that more follow
 * </pre>
 */
final class OwnTexts {

    static final int NAME = 0;
    static final int ADDRESS = 1;
    static final int IP_ADDRESS = 2;
    static final int LONGITUDE = 3;
    static final int LATITUDE = 4;
    static final int COUNT = 5;

    static final OwnTexts NONE = new OwnTexts(new byte[0]);

    private static final int ABSENT = 0;
    private static final int LATIN = 1;
    private static final int WIDE = 2;
    private static final int LONGEST_LENGTH = 5;

    private final byte[] packed;

    private OwnTexts(byte[] packed) {
        this.packed = packed;
    }

    /** @param texts by the positions above */
    static OwnTexts of(@Nullable String[] texts) {
        int room = 0;
        for (@Nullable String text : texts) {
            room += 1 + (text == null ? 0 : LONGEST_LENGTH + 2 * text.length());
        }
        byte[] bytes = new byte[room];
        int end = 0;
        int used = 0;
        for (@Nullable String text : texts) {
            end = text == null ? end + 1 : write(text, bytes, end);
            used = text == null ? used : end;
        }
        return used == 0 ? NONE : new OwnTexts(Arrays.copyOf(bytes, used));
    }

    /**
     * Texts from what {@link #packed} gave.
     *
     * @throws IndexOutOfBoundsException it is cut or garbled
     */
    static OwnTexts ofPacked(byte[] bytes) {
        var texts = new OwnTexts(bytes);
        int at = 0;
        for (int i = 0; i < COUNT && at < bytes.length; i++) {
            at = texts.after(at);
        }
        if (at != bytes.length) {
            throw new IndexOutOfBoundsException("packed texts end at " + at + " of " + bytes.length);
        }
        return bytes.length == 0 ? NONE : texts;
    }

    /** The array itself, not to be changed. */
    byte[] packed() {
        return packed;
    }

    Optional<String> text(int which) {
        int at = 0;
        for (int i = 0; i < which && at < packed.length; i++) {
            at = after(at);
        }
        return at >= packed.length || packed[at] == ABSENT ? Optional.empty() : Optional.of(read(at));
    }

    @Nullable
    String[] texts() {
        @Nullable String[] texts = new @Nullable String[COUNT];
        int at = 0;
        for (int i = 0; i < COUNT && at < packed.length; i++) {
            texts[i] = packed[at] == ABSENT ? null : read(at);
            at = after(at);
        }
        return texts;
    }

    private static int write(String text, byte[] bytes, int start) {
        boolean latin = text.chars().allMatch(c -> c < 256);
        int at = start;
        bytes[at++] = (byte) (latin ? LATIN : WIDE);
        int left = text.length();
        while (left > 0x7f) {
            bytes[at++] = (byte) ((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        bytes[at++] = (byte) left;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!latin) {
                bytes[at++] = (byte) (c >>> 8);
            }
            bytes[at++] = (byte) c;
        }
        return at;
    }

    private String read(int start) {
        int from = start + 1 + sizeOfLength(start + 1);
        int length = length(start + 1);
        if (packed[start] == LATIN) {
            return new String(packed, from, length, StandardCharsets.ISO_8859_1);
        }
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) (((packed[from + 2 * i] & 0xff) << 8) | (packed[from + 2 * i + 1] & 0xff));
        }
        return new String(chars);
    }

    private int after(int start) {
        return packed[start] == ABSENT
                ? start + 1
                : start + 1 + sizeOfLength(start + 1) + length(start + 1) * packed[start];
    }

    private int length(int at) {
        int length = 0;
        int shift = 0;
        for (int i = at; ; i++) {
            length |= (packed[i] & 0x7f) << shift;
            if (packed[i] >= 0) {
                return length;
            }
            shift += 7;
        }
    }

    private int sizeOfLength(int at) {
        int size = 1;
        while (packed[at + size - 1] < 0) {
            size++;
        }
        return size;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OwnTexts that && Arrays.equals(packed, that.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return Arrays.toString(texts());
    }
}
