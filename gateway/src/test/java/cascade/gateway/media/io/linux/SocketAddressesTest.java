package cascade.gateway.media.io.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class SocketAddressesTest {

    private final MemorySegment memory = Arena.ofAuto().allocate(SocketAddresses.MAX_BYTES, Long.BYTES);

    @Test
    void writesAnIpv4AddressAsTheKernelReadsIt() {
        int bytes = SocketAddresses.write(memory, InetAddress.ofLiteral("127.62.3.4"), 0x1234);

        assertThat(bytes).isEqualTo(16);
        // the family is the machine's way round, little-endian on both architectures
        assertThat(memory.asSlice(0, 16).toArray(ValueLayout.JAVA_BYTE))
                .containsExactly(2, 0, 0x12, 0x34, 127, 62, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void readsWhatItWrote() throws UnknownHostException {
        byte[] linkLocal = new byte[16];
        linkLocal[0] = (byte) 0xFE;
        linkLocal[1] = (byte) 0x80;
        linkLocal[15] = 7;
        for (InetAddress host : new InetAddress[] {
            InetAddress.ofLiteral("203.0.113.200"),
            InetAddress.ofLiteral("2001:db8::8001"),
            Inet6Address.getByAddress(null, linkLocal, 3)
        }) {
            SocketAddresses.write(memory, host, 65_535);

            InetSocketAddress read = SocketAddresses.read(memory);
            assertThat(read).isEqualTo(new InetSocketAddress(host, 65_535));
            if (read.getAddress() instanceof Inet6Address inet6) {
                assertThat(inet6.getScopeId()).isEqualTo(((Inet6Address) host).getScopeId());
            }
        }
    }
}
