package cascade.gateway.media.io.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.DescriptorStore;
import cascade.gateway.media.io.linux.SystemCalls;
import cascade.gateway.testkit.LoopbackSubnet;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is asked about sockets that were taken over, whose former owner may have set what it liked. */
@EnabledOnOs(OS.LINUX)
class InboxIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private final Arena arena = Arena.ofConfined();
    private final Inbox inbox = new Inbox(arena, new SystemCalls(arena));

    @AfterEach
    void close() {
        arena.close();
    }

    private static EpollSocket open() throws IOException {
        return EpollSocket.bind(SUBNET.address(1), 20_000, 65_536, DescriptorStore.NONE);
    }

    @Test
    void whetherASocketTakesTrainsIsReadFromIt() throws IOException {
        try (EpollSocket socket = open()) {
            assertThat(inbox.hasTrains(socket.fd())).isFalse();
            inbox.takeTrains(socket.fd());
            assertThat(inbox.hasTrains(socket.fd())).isTrue();
        }
    }

    /** Linux before 5.13 refuses that question, as any does for a socket that has no such option. */
    @Test
    void oneThatDoesNotTellIsReadAsOneThatDoes() throws IOException {
        try (EpollConnection none = EpollConnection.connect(
                new InetSocketAddress(SUBNET.address(1), 0),
                new InetSocketAddress(SUBNET.address(1), 9),
                DescriptorStore.NONE)) {
            assertThat(inbox.hasTrains(none.fd())).isTrue();
        }
    }

    @Test
    void aPacketOfASocketWithoutTrainsIsReadWholeAsATrainOfOne() throws IOException {
        try (EpollSocket socket = open();
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(SUBNET.address(2), 0))) {
            byte[] packet = new byte[1_300];
            peer.send(new DatagramPacket(packet, packet.length, new InetSocketAddress(SUBNET.address(1), 20_000)));

            assertThat(inbox.receiveTrain(socket.fd())).isOne();
            assertThat(inbox.length(0)).isEqualTo(1_300);
            assertThat(inbox.packetBytes(0)).isEqualTo(1_300);
        }
    }
}
