package cascade.gateway.trace.pcap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * IPv4 or IPv6 packet with its checksums (<a href="https://datatracker.ietf.org/doc/html/rfc791">RFC 791</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc8200">RFC 8200</a>), around a UDP datagram (<a
 * href="https://datatracker.ietf.org/doc/html/rfc768">RFC 768</a>) or a TCP segment (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9293">RFC 9293</a>). It may be longer than any link lets through: a capture
 * file has no MTU. Stateless.
 */
final class IpPacket {

    /** What fits one packet beside the headers of IPv6 and TCP. */
    static final int MAX_PAYLOAD = 65_535 - 40 - 20;

    private static final int UDP = 17;
    private static final int TCP = 6;
    private static final int TTL = 64;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int UDP_HEADER = 8;
    private static final int TCP_HEADER = 20;
    private static final int PUSH_AND_ACK = 0x18;
    private static final int MAX_WINDOW = 65_535;

    private IpPacket() {}

    /** @param id tells packets of one sender apart */
    static byte[] udp(InetSocketAddress from, InetSocketAddress to, byte[] payload, int id) {
        var datagram = ByteBuffer.allocate(UDP_HEADER + payload.length)
                .putShort((short) from.getPort())
                .putShort((short) to.getPort())
                .putShort((short) (UDP_HEADER + payload.length))
                .putShort((short) 0)
                .put(payload);
        int sum = transportChecksum(from.getAddress(), to.getAddress(), UDP, datagram.array());
        // 0 would say that there is none
        datagram.putShort(6, (short) (sum == 0 ? 0xffff : sum));
        return packet(from.getAddress(), to.getAddress(), UDP, datagram.array(), id);
    }

    /**
     * @param sequence number of the first byte
     * @param acknowledged number of the byte that is expected next from the other end
     */
    static byte[] tcp(
            InetSocketAddress from, InetSocketAddress to, byte[] payload, int id, int sequence, int acknowledged) {
        var segment = ByteBuffer.allocate(TCP_HEADER + payload.length)
                .putShort((short) from.getPort())
                .putShort((short) to.getPort())
                .putInt(sequence)
                .putInt(acknowledged)
                .put((byte) ((TCP_HEADER / 4) << 4))
                .put((byte) PUSH_AND_ACK)
                .putShort((short) MAX_WINDOW)
                .putInt(0)
                .put(payload);
        segment.putShort(16, (short) transportChecksum(from.getAddress(), to.getAddress(), TCP, segment.array()));
        return packet(from.getAddress(), to.getAddress(), TCP, segment.array(), id);
    }

    private static byte[] packet(InetAddress from, InetAddress to, int protocol, byte[] content, int id) {
        return from.getAddress().length == 4
                ? ipv4(from, to, protocol, content, id)
                : ipv6(from, to, protocol, content);
    }

    private static byte[] ipv4(InetAddress from, InetAddress to, int protocol, byte[] content, int id) {
        var packet = ByteBuffer.allocate(IPV4_HEADER + content.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (IPV4_HEADER + content.length))
                .putShort((short) id)
                .putShort((short) 0)
                .put((byte) TTL)
                .put((byte) protocol)
                .putShort((short) 0)
                .put(from.getAddress())
                .put(to.getAddress())
                .put(content);
        packet.putShort(10, (short) checksum(packet.array(), IPV4_HEADER, 0));
        return packet.array();
    }

    private static byte[] ipv6(InetAddress from, InetAddress to, int protocol, byte[] content) {
        return ByteBuffer.allocate(IPV6_HEADER + content.length)
                .putInt(6 << 28)
                .putShort((short) content.length)
                .put((byte) protocol)
                .put((byte) TTL)
                .put(from.getAddress())
                .put(to.getAddress())
                .put(content)
                .array();
    }

    /** Over the pseudo header too; both families have the same sum of it. */
    private static int transportChecksum(InetAddress from, InetAddress to, int protocol, byte[] content) {
        long pseudo = sum(from.getAddress(), from.getAddress().length)
                + sum(to.getAddress(), to.getAddress().length)
                + protocol
                + content.length;
        return checksum(content, content.length, pseudo);
    }

    /** Internet checksum (<a href="https://datatracker.ietf.org/doc/html/rfc1071">RFC 1071</a>). */
    private static int checksum(byte[] bytes, int length, long more) {
        long sum = sum(bytes, length) + more;
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (int) (~sum & 0xffff);
    }

    private static long sum(byte[] bytes, int length) {
        long sum = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            sum += ((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff);
        }
        return length % 2 == 0 ? sum : sum + ((bytes[length - 1] & 0xff) << 8);
    }
}
