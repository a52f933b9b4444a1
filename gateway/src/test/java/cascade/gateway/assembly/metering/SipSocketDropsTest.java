package cascade.gateway.assembly.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.Meters;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drops of the SIP sockets, out of a table as the kernel writes it. */
class SipSocketDropsTest {

    private static final ListeningPoint CITY =
            new ListeningPoint("city", "127.0.0.1", 7100, "127.0.0.1", Set.of(SipTransport.UDP, SipTransport.TCP));
    private static final ListeningPoint OUTSIDE =
            new ListeningPoint("outside", "::1", 7100, "::1", Set.of(SipTransport.UDP));
    private static final String HEAD = "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
            + "   uid  timeout inode ref pointer drops\n";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final FakeTime time = new FakeTime();
    private final Meters meters = new Meters();
    private Path table;

    @BeforeEach
    void table() {
        table = directory.resolve("udp");
    }

    @AfterEach
    void close() {
        meters.close();
        vertx.close().await();
    }

    private void write(long drops) throws IOException {
        Files.writeString(
                table,
                HEAD + line(UdpTable.written(UdpTable.socket("127.0.0.1", 7100)), drops)
                        + line(UdpTable.written(UdpTable.socket("127.0.0.1", 7101)), 99)
                        + line(UdpTable.written(UdpTable.socket("::1", 7100)), 5)
                        + "something else\n");
    }

    private static String line(String local, long drops) {
        return "  123: " + local + " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4711 2"
                + " 0000000000000000 " + drops + "\n";
    }

    private void sample() {
        time.pass(Duration.ofSeconds(5));
    }

    private void awaitDrops(String network, int drops) {
        await().untilAsserted(() -> assertThat(meters.scrape())
                .contains("cascade_socket_drops_total{network=\"" + network + "\",socket=\"sip\"} " + drops + ".0"));
    }

    @Test
    void anAddressIsWrittenInWordsOfTheMachine() {
        assertThat(UdpTable.written(UdpTable.socket("127.0.0.1", 7100))).isIn("0100007F:1BBC", "7F000001:1BBC");
    }

    @Test
    void dropsAreTheSocketsOwnAndGoOnWhereItIsOpenedAnew() throws IOException {
        write(3);
        new SipSocketDrops(
                vertx.getOrCreateContext(),
                time,
                () -> List.of(CITY, OUTSIDE),
                meters.media(),
                new UdpTable(List.of(table, directory.resolve("absent"))),
                time);

        sample();
        awaitDrops("city", 3);
        awaitDrops("outside", 5);

        write(10);
        sampleUntil("city", 10);
        write(2);
        sampleUntil("city", 12);
    }

    /** A sample that falls into the last one's reading is left out. */
    private void sampleUntil(String network, int drops) {
        await().untilAsserted(() -> {
            sample();
            assertThat(meters.scrape())
                    .contains("cascade_socket_drops_total{network=\"" + network + "\",socket=\"sip\"} " + drops + ".0");
        });
    }

    @Test
    void aTableThatTakesLongIsReadSeldom() throws IOException {
        write(3);
        var seconds = new AtomicLong();
        new SipSocketDrops(
                vertx.getOrCreateContext(),
                time,
                () -> List.of(CITY),
                meters.media(),
                new UdpTable(List.of(table)),
                () -> Duration.ofSeconds(seconds.incrementAndGet()).toNanos());
        sample();
        awaitDrops("city", 3);
        long read = seconds.get();

        write(10);
        for (int i = 0; i < 90; i++) {
            sample();
        }
        assertThat(seconds.get()).as("asked for the time, and read nothing").isEqualTo(read + 90);
        sampleUntil("city", 10);
    }

    @Test
    void aMachineWithoutATableCountsNothing() {
        new SipSocketDrops(
                vertx.getOrCreateContext(),
                time,
                () -> List.of(CITY),
                meters.media(),
                new UdpTable(List.of(directory.resolve("absent"))),
                time);
        sample();
        awaitDrops("city", 0);
    }
}
