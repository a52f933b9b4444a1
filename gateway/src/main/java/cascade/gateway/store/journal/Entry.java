package cascade.gateway.store.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Entry of a journal or snapshot, and its frame in the file, big-endian:
 *
 * <pre>
 *   length  u32   bytes of the body
 *   check   u32   CRC32C of the length, so that a damaged length is not taken for a record that the end of the file cut
 *   body          kind u8, operation u8, version u16, length of the key u16, key in UTF-8, record
 *   crc     u32   CRC32C of the body (polynomial of <a
 *                 href="https://datatracker.ietf.org/doc/html/rfc3720#section-12.1">RFC 3720 section 12.1</a>)
 * </pre>
 *
 * @param kind number of the record's kind, which this build need not know
 * @param version of the record's format
 * @param value not to be changed; empty where the operation has none
 */
record Entry(int kind, Operation operation, int version, String key, byte[] value) {

    static final int HEAD_BYTES = 8;
    static final int CRC_BYTES = 4;
    static final int MAX_BODY_BYTES = 64 << 20;
    static final int MAX_KEY_BYTES = 0xFFFF;
    private static final int FIXED_BODY_BYTES = 6;

    /** Meaning of an entry for its key; its ordinal is in the file. */
    enum Operation {
        PUT,
        REMOVE,
        /** Last entry of a snapshot: all before it were written. */
        END
    }

    static Entry end() {
        return new Entry(0, Operation.END, 0, "", new byte[0]);
    }

    /** The whole frame, ready to be written. */
    ByteBuffer frame() {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        int length = FIXED_BODY_BYTES + keyBytes.length + value.length;
        ByteBuffer frame = ByteBuffer.allocate(HEAD_BYTES + length + CRC_BYTES);
        frame.putInt(length)
                .putInt(checkOf(length))
                .put((byte) kind)
                .put((byte) operation.ordinal())
                .putShort((short) version)
                .putShort((short) keyBytes.length)
                .put(keyBytes)
                .put(value);
        frame.putInt(crcOf(frame.slice(HEAD_BYTES, length)));
        return frame.flip();
    }

    /** Size of the frame without making it; for keys of ASCII, as ours are. */
    int estimatedBytes() {
        return HEAD_BYTES + FIXED_BODY_BYTES + key.length() + value.length + CRC_BYTES;
    }

    /** Reads a body whose checksum is right; empty where it is not of this form all the same. */
    static Optional<Entry> ofBody(ByteBuffer body) {
        if (body.remaining() < FIXED_BODY_BYTES) {
            return Optional.empty();
        }
        int kind = body.get() & 0xFF;
        int operation = body.get() & 0xFF;
        int version = body.getShort() & 0xFFFF;
        int keyLength = body.getShort() & 0xFFFF;
        if (keyLength > body.remaining() || operation >= Operation.values().length) {
            return Optional.empty();
        }
        byte[] key = new byte[keyLength];
        body.get(key);
        byte[] value = new byte[body.remaining()];
        body.get(value);
        return Optional.of(new Entry(
                kind, Operation.values()[operation], version, new String(key, StandardCharsets.UTF_8), value));
    }

    static int checkOf(int length) {
        return crcOf(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
    }

    static int crcOf(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
