package cascade.gateway.store.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** First bytes of a journal or snapshot: whose file it is, and the version of its form. */
final class FileHeader {

    static final int VERSION = 1;
    private static final byte[] MAGIC = "CSCDJRNL".getBytes(StandardCharsets.US_ASCII);
    static final int BYTES = MAGIC.length + Integer.BYTES;

    /** Verdict on the first bytes of a file. */
    sealed interface Verdict {
        record Ours() implements Verdict {}

        record Foreign() implements Verdict {}

        record OtherVersion(int version) implements Verdict {}
    }

    private FileHeader() {}

    static ByteBuffer bytes() {
        return ByteBuffer.allocate(BYTES).put(MAGIC).putInt(VERSION).flip();
    }

    /** @param first at least {@link #BYTES} bytes */
    static Verdict verdict(ByteBuffer first) {
        byte[] magic = new byte[MAGIC.length];
        first.get(magic);
        if (!java.util.Arrays.equals(magic, MAGIC)) {
            return new Verdict.Foreign();
        }
        int version = first.getInt();
        return version == VERSION ? new Verdict.Ours() : new Verdict.OtherVersion(version);
    }
}
