package cascade.gateway.trace.hep;

import cascade.config.gateway.HepConfig;
import cascade.gateway.sip.message.SecretMask;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * HEPv3 packet: {@code HEP3}, its length, and chunks of vendor, type, length and value, all in network order. Stateless.
 */
final class HepPacket {

    /** What a UDP datagram takes over IPv4. */
    private static final int MAX_BYTES = 65_507;

    private static final byte[] MAGIC = "HEP3".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 6;
    private static final int CHUNK_HEADER_BYTES = 6;
    private static final int GENERIC_VENDOR = 0;

    private static final int FAMILY = 0x01;
    private static final int PROTOCOL = 0x02;
    private static final int SOURCE_V4 = 0x03;
    private static final int DESTINATION_V4 = 0x04;
    private static final int SOURCE_V6 = 0x05;
    private static final int DESTINATION_V6 = 0x06;
    private static final int SOURCE_PORT = 0x07;
    private static final int DESTINATION_PORT = 0x08;
    private static final int SECONDS = 0x09;
    private static final int MICROSECONDS = 0x0a;
    private static final int KIND = 0x0b;
    private static final int CAPTURE_ID = 0x0c;
    private static final int AUTH_KEY = 0x0e;
    private static final int PAYLOAD = 0x0f;
    private static final int CORRELATION_ID = 0x11;
    private static final int NODE_NAME = 0x13;

    private static final byte AF_INET = 2;
    private static final byte AF_INET6 = 10;
    private static final byte TCP = 6;
    private static final byte UDP = 17;

    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream(1_024);

    private HepPacket() {}

    /** Empty where the payload does not fit a datagram. */
    static Optional<byte[]> of(HepEvent event, HepConfig config) {
        byte[] chunks = chunks(event, config);
        int length = HEADER_BYTES + chunks.length;
        return length > MAX_BYTES
                ? Optional.empty()
                : Optional.of(ByteBuffer.allocate(length)
                        .put(MAGIC)
                        .putShort((short) length)
                        .put(chunks)
                        .array());
    }

    private static byte[] chunks(HepEvent event, HepConfig config) {
        var packet = new HepPacket();
        byte[] source = event.ends().from().getAddress().getAddress();
        byte[] destination = event.ends().to().getAddress().getAddress();
        boolean v4 = source.length == 4;
        packet.add(FAMILY, v4 ? AF_INET : AF_INET6);
        packet.add(
                PROTOCOL,
                switch (event.transport()) {
                    case UDP -> UDP;
                    case TCP -> TCP;
                });
        packet.add(v4 ? SOURCE_V4 : SOURCE_V6, source);
        packet.add(v4 ? DESTINATION_V4 : DESTINATION_V6, destination);
        packet.add(SOURCE_PORT, (short) event.ends().from().getPort());
        packet.add(DESTINATION_PORT, (short) event.ends().to().getPort());
        Instant at = event.at();
        packet.add(SECONDS, (int) at.getEpochSecond());
        packet.add(MICROSECONDS, at.getNano() / 1_000);
        packet.add(KIND, (byte) event.kind().code());
        packet.add(CAPTURE_ID, config.captureId());
        config.password().ifPresent(password -> packet.add(AUTH_KEY, password.value()));
        packet.add(CORRELATION_ID, event.correlation());
        packet.add(NODE_NAME, config.node());
        packet.add(PAYLOAD, SecretMask.mask(event.payload()));
        return packet.chunks.toByteArray();
    }

    private void add(int type, byte value) {
        add(type, new byte[] {value});
    }

    private void add(int type, short value) {
        add(type, ByteBuffer.allocate(Short.BYTES).putShort(value).array());
    }

    private void add(int type, int value) {
        add(type, ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    /** An empty one is left out. */
    private void add(int type, String value) {
        if (!value.isEmpty()) {
            add(type, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void add(int type, byte[] value) {
        chunks.writeBytes(ByteBuffer.allocate(CHUNK_HEADER_BYTES)
                .putShort((short) GENERIC_VENDOR)
                .putShort((short) type)
                .putShort((short) (CHUNK_HEADER_BYTES + value.length))
                .array());
        chunks.writeBytes(value);
    }
}
