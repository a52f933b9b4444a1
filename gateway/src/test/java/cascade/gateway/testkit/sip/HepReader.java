package cascade.gateway.testkit.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** HEPv3 packet as a collector reads it: values of the generic chunks by their type. Knows nothing of our writer. */
public record HepReader(Map<Integer, byte[]> chunks) {

    public static HepReader of(byte[] packet) {
        var in = ByteBuffer.wrap(packet);
        assertThat(in.getInt()).isEqualTo(0x48455033);
        assertThat(in.getShort() & 0xffff).isEqualTo(packet.length);
        Map<Integer, byte[]> chunks = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            assertThat(in.getShort()).as("vendor").isZero();
            int type = in.getShort() & 0xffff;
            byte[] value = new byte[(in.getShort() & 0xffff) - 6];
            in.get(value);
            assertThat(chunks.put(type, value)).as("chunk %s", type).isNull();
        }
        return new HepReader(chunks);
    }

    public String text(int type) {
        return new String(chunks.getOrDefault(type, new byte[0]), StandardCharsets.UTF_8);
    }

    public int number(int type) {
        return new BigInteger(1, chunks.getOrDefault(type, new byte[0])).intValueExact();
    }

    /** Chunk 0x000b: 1 SIP, 100 a log line. */
    public int kind() {
        return number(0x0b);
    }

    public String payload() {
        return text(0x0f);
    }

    public String correlation() {
        return text(0x11);
    }
}
