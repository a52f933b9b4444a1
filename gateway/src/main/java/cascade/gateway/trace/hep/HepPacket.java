package cascade.gateway.trace.hep;

import cascade.config.gateway.HepConfig;
import cascade.config.value.Secret;
import cascade.gateway.sip.message.SecretMask;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * HEPv3 packet: {@code HEP3}, its length, and chunks of vendor, type, length and value, all in network order. Any thread.
 */
final class HepPacket {

    /** What a UDP datagram takes over IPv4. */
    private static final int MAX_BYTES = 65_507;

    private static final byte[] MAGIC = "HEP3".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH_OFFSET = 4;
    private static final int CHUNK_HEADER_BYTES = 6;
    private static final int GENERIC_VENDOR = 0;
    /** More than magic, the chunks of fixed length with addresses of IPv6, and the headers of the others take. */
    private static final int FIXED_BYTES = 192;

    /** Bytes that a buffer needs to have left. */
    static final int ROOM = MAX_BYTES + FIXED_BYTES;

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

    private final ByteBuffer bytes;

    private HepPacket(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * Writes a packet where the buffer stands.
     *
     * @param out has room for {@link #ROOM}
     * @return false, and nothing written, where the payload does not fit a datagram
     */
    static boolean put(HepEvent event, HepConfig config, ByteBuffer out) {
        byte[] payload = payload(event);
        byte[] correlation = event.correlation().getBytes(StandardCharsets.UTF_8);
        byte[] node = config.node().getBytes(StandardCharsets.UTF_8);
        byte[] password = config.password().map(Secret::value).orElse("").getBytes(StandardCharsets.UTF_8);
        if (payload.length + correlation.length + node.length + password.length > MAX_BYTES) {
            return false;
        }
        int start = out.position();
        var packet = new HepPacket(out);
        out.put(MAGIC).putShort((short) 0);
        packet.addEnds(event);
        Instant at = event.at();
        packet.start(SECONDS, Integer.BYTES).putInt((int) at.getEpochSecond());
        packet.start(MICROSECONDS, Integer.BYTES).putInt(at.getNano() / 1_000);
        packet.start(KIND, Byte.BYTES).put((byte) event.kind().code());
        packet.start(CAPTURE_ID, Integer.BYTES).putInt(config.captureId());
        packet.addText(AUTH_KEY, password);
        packet.addText(CORRELATION_ID, correlation);
        packet.addText(NODE_NAME, node);
        packet.add(PAYLOAD, payload);
        int length = out.position() - start;
        if (length > MAX_BYTES) {
            out.position(start);
            return false;
        }
        out.putShort(start + LENGTH_OFFSET, (short) length);
        return true;
    }

    private static byte[] payload(HepEvent event) {
        return switch (event.kind()) {
            case SIP, LOG -> SecretMask.mask(event.payload());
            case RTCP -> RtcpJson.of(event.payload());
        };
    }

    private void addEnds(HepEvent event) {
        InetSocketAddress from = event.ends().from();
        InetSocketAddress to = event.ends().to();
        byte[] source = from.getAddress().getAddress();
        boolean v4 = source.length == 4;
        start(FAMILY, Byte.BYTES).put(v4 ? AF_INET : AF_INET6);
        start(PROTOCOL, Byte.BYTES)
                .put(
                        switch (event.transport()) {
                            case UDP -> UDP;
                            case TCP -> TCP;
                        });
        add(v4 ? SOURCE_V4 : SOURCE_V6, source);
        add(v4 ? DESTINATION_V4 : DESTINATION_V6, to.getAddress().getAddress());
        start(SOURCE_PORT, Short.BYTES).putShort((short) from.getPort());
        start(DESTINATION_PORT, Short.BYTES).putShort((short) to.getPort());
    }

    /** An empty one is left out. */
    private void addText(int type, byte[] text) {
        if (text.length > 0) {
            add(type, text);
        }
    }

    private void add(int type, byte[] value) {
        start(type, value.length).put(value);
    }

    private ByteBuffer start(int type, int valueBytes) {
        return bytes.putShort((short) GENERIC_VENDOR).putShort((short) type).putShort((short)
                (CHUNK_HEADER_BYTES + valueBytes));
    }
}
