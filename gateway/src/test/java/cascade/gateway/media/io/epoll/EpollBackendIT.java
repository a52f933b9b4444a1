package cascade.gateway.media.io.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.media.DescriptorStore;
import cascade.gateway.media.Inheritance;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.io.Poller;
import cascade.gateway.media.io.SendCount;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The sockets of the gear and the kernel, without a relay. The test is the loop. */
@EnabledOnOs(OS.LINUX)
class EpollBackendIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final InetAddress HERE = SUBNET.address(1);
    private static final InetSocketAddress THERE = new InetSocketAddress(SUBNET.address(2), 20_000);

    private final List<Exception> faults = new ArrayList<>();
    private final Poller poller;
    private final EpollSocket sender;
    private final Counted counted = new Counted();

    EpollBackendIT() throws IOException {
        poller = new EpollBackend(Inheritance.NONE).newPoller(MediaClock.system(), Duration.ZERO, faults::add);
        sender = EpollSocket.bind(HERE, 20_000, 1 << 20, DescriptorStore.NONE);
        poller.read(sender, (memory, offset, length, from, now) -> {});
    }

    @AfterEach
    void close() throws IOException {
        sender.close();
        poller.close();
        assertThat(faults).isEmpty();
    }

    private static final class Counted implements SendCount {
        private int sent;
        private int bytes;
        private int refused;

        @Override
        public void onSent(int packets, int sentBytes) {
            sent += packets;
            bytes += sentBytes;
        }

        @Override
        public void onRefused(int packets) {
            refused += packets;
        }
    }

    /** Keeps what it gets. */
    private static final class Received implements DatagramHandler {
        private final List<byte[]> packets = new ArrayList<>();
        private final List<InetSocketAddress> senders = new ArrayList<>();
        private int kernelDrops;

        @Override
        public void onDatagram(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos) {
            byte[] packet = new byte[length];
            memory.get(offset, packet);
            packets.add(packet);
            senders.add(from);
        }

        @Override
        public void onKernelDrops(int count) {
            kernelDrops += count;
        }
    }

    private static List<byte[]> packets(int... sizes) {
        Random random = new Random(8);
        return Arrays.stream(sizes)
                .mapToObj(size -> {
                    byte[] packet = new byte[size];
                    random.nextBytes(packet);
                    return packet;
                })
                .toList();
    }

    /** One behind the other, or with gaps between them. */
    private static PacketBatch batch(List<byte[]> packets, int gap) {
        PacketBatch batch = new PacketBatch();
        ByteBuffer memory = ByteBuffer.allocateDirect(
                packets.stream().mapToInt(packet -> packet.length + gap).sum());
        int at = 0;
        for (byte[] packet : packets) {
            memory.put(at, packet);
            batch.add(memory, at, packet.length);
            at += packet.length + gap;
        }
        return batch;
    }

    private void pollUntil(Received received, int packets) throws IOException {
        long deadline = System.nanoTime() + Duration.ofMillis(Patience.millis()).toNanos();
        while (received.packets.size() < packets && System.nanoTime() - deadline < 0) {
            poller.poll(100);
        }
        assertThat(received.packets).hasSize(packets);
    }

    @Test
    void isToBeHadHere() {
        assertThat(EpollBackend.missing()).isEmpty();
    }

    @Test
    void anEventOfASocketThatWasClosedMeanwhileReachesNobodyWhoTookItsPlace() throws IOException {
        Received told = new Received();
        Received later = new Received();
        List<EpollSocket> two = new ArrayList<>();
        List<EpollSocket> third = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            int other = 1 - number;
            two.add(EpollSocket.bind(HERE, 20_002 + number, 1 << 20, DescriptorStore.NONE));
            poller.read(two.get(number), (memory, offset, length, from, now) -> {
                told.onDatagram(memory, offset, length, from, now);
                try {
                    two.get(other).close();
                    third.add(EpollSocket.bind(HERE, 20_004, 1 << 20, DescriptorStore.NONE));
                    poller.read(third.getFirst(), later);
                    // waits already for whoever is told of the closed one's event
                    sender.send(ByteBuffer.allocateDirect(20), new InetSocketAddress(HERE, 20_004));
                } catch (IOException e) {
                    faults.add(e);
                }
            });
        }
        for (int number = 0; number < 2; number++) {
            sender.send(ByteBuffer.allocateDirect(10), new InetSocketAddress(HERE, 20_002 + number));
        }

        pollUntil(told, 1);
        assertThat(later.packets).isEmpty();
        pollUntil(later, 1);

        assertThat(told.packets).hasSize(1);
        assertThat(later.packets.getFirst()).hasSize(20);
        two.addAll(third);
        for (EpollSocket socket : two) {
            socket.close();
        }
    }

    @Test
    void sendsBatchesOfAnySizesAsTheirPackets() throws IOException {
        List<byte[]> packets = packets(1_400, 1_400, 1_400, 900, 1_400, 60, 60, 60, 1_400, 1, 30_000, 30_000, 30_000);
        for (int gap : new int[] {0, 8}) {
            try (DatagramSocket receiver = new DatagramSocket(THERE)) {
                receiver.setSoTimeout(Patience.millis());
                sender.send(batch(packets, gap), THERE, counted);

                for (byte[] packet : packets) {
                    DatagramPacket received = new DatagramPacket(new byte[65_536], 65_536);
                    receiver.receive(received);
                    assertThat(Arrays.copyOf(received.getData(), received.getLength()))
                            .isEqualTo(packet);
                }
            }
        }
        assertThat(counted.sent).isEqualTo(2 * packets.size());
        assertThat(counted.bytes)
                .isEqualTo(
                        2 * packets.stream().mapToInt(packet -> packet.length).sum());
        assertThat(counted.refused).isZero();
    }

    @Test
    void receivesAGroBatchAsItsPackets() throws IOException {
        int[] sizes = new int[PacketBatch.MAX_PACKETS];
        Arrays.fill(sizes, 900);
        sizes[sizes.length - 1] = 77;
        List<byte[]> packets = packets(sizes);
        Received received = new Received();
        try (EpollSocket receiver =
                EpollSocket.bind(THERE.getAddress(), THERE.getPort(), 1 << 20, DescriptorStore.NONE)) {
            poller.read(receiver, received);
            sender.send(batch(packets, 0), THERE, counted);

            pollUntil(received, packets.size());
            assertThat(received.packets).usingRecursiveComparison().isEqualTo(packets);
            assertThat(received.senders).containsOnly(new InetSocketAddress(HERE, 20_000));
        }
    }

    @Test
    void receivesManyPacketsThatWaitInTheirOrder() throws IOException {
        List<byte[]> packets = packets(new Random(9).ints(300, 1, 1_400).toArray());
        Received received = new Received();
        try (EpollSocket receiver =
                        EpollSocket.bind(THERE.getAddress(), THERE.getPort(), 1 << 20, DescriptorStore.NONE);
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(HERE, 30_000))) {
            poller.read(receiver, received);
            for (byte[] packet : packets) {
                peer.send(new DatagramPacket(packet, packet.length, THERE));
            }

            pollUntil(received, packets.size());
            assertThat(received.packets).usingRecursiveComparison().isEqualTo(packets);
        }
    }

    @Test
    void oneWayThatTakesNoBatchIsNoReasonToSendNoneByASharedPort() throws IOException {
        try (EpollSocket shared = EpollSocket.bindShared(HERE, 20_010, 65_536, DescriptorStore.NONE)) {
            shared.refusedSegments(1_400);
            assertThat(shared.maxSegmentBytes()).isEqualTo(Integer.MAX_VALUE);

            shared.refusedBatches();
            assertThat(shared.maxSegmentBytes()).isZero();
        }
    }

    @Test
    void sendsPacketByPacketWhereBatchesAreRefused() throws IOException {
        List<byte[]> packets = packets(1_400, 1_400, 1_400, 1_000, 1_000);
        Received received = new Received();
        try (EpollSocket receiver =
                EpollSocket.bind(THERE.getAddress(), THERE.getPort(), 1 << 20, DescriptorStore.NONE)) {
            poller.read(receiver, received);
            sender.refusedSegments(1_400);
            sender.send(batch(packets, 0), THERE, counted);

            pollUntil(received, packets.size());
            assertThat(received.packets).usingRecursiveComparison().isEqualTo(packets);
            assertThat(counted.sent).isEqualTo(packets.size());
        }
    }

    @Test
    void reachesAPeerThatWasNotThereBefore() throws IOException {
        List<byte[]> packets = packets(100, 100, 100);
        for (int i = 0; i < 10; i++) {
            sender.send(batch(packets, 0), THERE, counted);
        }
        int before = counted.refused + counted.sent;
        Received received = new Received();
        try (EpollSocket receiver =
                EpollSocket.bind(THERE.getAddress(), THERE.getPort(), 1 << 20, DescriptorStore.NONE)) {
            poller.read(receiver, received);
            sender.send(batch(packets, 0), THERE, counted);

            pollUntil(received, 3);
            assertThat(before).as("every packet is counted").isEqualTo(30);
        }
    }

    @Test
    void countsWhatTheKernelHadNoRoomFor() throws IOException {
        byte[] packet = new byte[1_000];
        Received received = new Received();
        try (EpollSocket receiver =
                        EpollSocket.bind(THERE.getAddress(), THERE.getPort(), 16_384, DescriptorStore.NONE);
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(HERE, 30_000))) {
            poller.read(receiver, received);
            for (int i = 0; i < 200; i++) {
                peer.send(new DatagramPacket(packet, packet.length, THERE));
            }
            poller.poll(100);
            poller.poll(0);
            int fitted = received.packets.size();
            peer.send(new DatagramPacket(packet, packet.length, THERE));

            pollUntil(received, fitted + 1);
            assertThat(fitted).isBetween(1, 199);
            assertThat(received.kernelDrops).isEqualTo(200 - fitted);
        }
    }

    @Test
    void knowsTwoSendersWithoutMakingNewAddresses() throws IOException {
        Received received = new Received();
        byte[] packet = new byte[10];
        try (EpollSocket receiver =
                        EpollSocket.bind(THERE.getAddress(), THERE.getPort(), 1 << 20, DescriptorStore.NONE);
                DatagramSocket source = new DatagramSocket(new InetSocketAddress(HERE, 30_000));
                DatagramSocket stranger = new DatagramSocket(new InetSocketAddress(HERE, 30_002))) {
            poller.read(receiver, received);
            for (int i = 0; i < 3; i++) {
                source.send(new DatagramPacket(packet, packet.length, THERE));
                stranger.send(new DatagramPacket(packet, packet.length, THERE));
            }

            pollUntil(received, 6);
            assertThat(received.senders)
                    .containsExactly(
                            new InetSocketAddress(HERE, 30_000), new InetSocketAddress(HERE, 30_002),
                            new InetSocketAddress(HERE, 30_000), new InetSocketAddress(HERE, 30_002),
                            new InetSocketAddress(HERE, 30_000), new InetSocketAddress(HERE, 30_002));
            assertThat(received.senders.get(4)).isSameAs(received.senders.get(0));
            assertThat(received.senders.get(5)).isSameAs(received.senders.get(1));
        }
    }

    @Test
    void saysThatAPortIsTaken() {
        assertThatThrownBy(() -> EpollSocket.bind(HERE, 20_000, 1 << 20, DescriptorStore.NONE))
                .isInstanceOf(BindException.class);
    }

    @Test
    void ignoresAWakeUpAfterItsEnd() throws IOException {
        Poller ended = new EpollBackend(Inheritance.NONE).newPoller(MediaClock.system(), Duration.ZERO, faults::add);
        ended.close();
        ended.wakeUp();
    }
}
