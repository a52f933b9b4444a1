package cascade.gateway.trace.hep;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.gateway.HepConfig;
import cascade.config.value.Transport;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.testkit.sip.HepReader;
import cascade.gateway.trace.WireEnds;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HepBatchTest {

    private static final HepConfig CONFIG = HepConfigs.to(Optional.empty(), Transport.TCP, "", Optional.empty());
    private static final InetSocketAddress END = new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 5060);

    private final HepBatch batch = new HepBatch();

    @Test
    void packetsStandOneBehindTheOther() {
        batch.add(log("first"), CONFIG);
        batch.add(log("second, which is longer"), CONFIG);

        assertThat(payloads()).containsExactly("first", "second, which is longer");
    }

    @Test
    void oneThatFitsNoDatagramLeavesNothingBehind() {
        batch.add(log("first"), CONFIG);

        assertThat(batch.add(log("x".repeat(65_450)), CONFIG)).isFalse();
        assertThat(batch.add(log("x".repeat(70_000)), CONFIG)).isFalse();

        batch.add(log("second"), CONFIG);
        assertThat(payloads()).containsExactly("first", "second");
    }

    @Test
    void isFullByNumberOrByBytesAndEmptyOnceCleared() {
        while (batch.hasRoom()) {
            batch.add(log("x"), CONFIG);
        }
        assertThat(batch.size()).isEqualTo(HepBatch.MOST_PACKETS);
        batch.clear();
        while (batch.hasRoom()) {
            batch.add(log("x".repeat(65_400)), CONFIG);
        }
        assertThat(batch.size()).isBetween(2, HepBatch.MOST_PACKETS - 1);
        batch.clear();

        assertThat(payloads()).isEmpty();
    }

    /** As many bytes as leave in one write. */
    static HepBatch full() {
        var full = new HepBatch();
        while (full.hasRoom()) {
            full.add(log("x".repeat(65_000)), CONFIG);
        }
        return full;
    }

    private List<String> payloads() {
        ByteBuffer bytes = batch.bytes();
        List<String> payloads = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            byte[] packet = new byte[batch.end(i) - bytes.position()];
            bytes.get(packet);
            payloads.add(HepReader.of(packet).payload());
        }
        assertThat(bytes.hasRemaining()).isFalse();
        return payloads;
    }

    private static HepEvent log(String text) {
        return HepEvent.log(Instant.EPOCH, SipTransport.UDP, new WireEnds(END, END), "", text);
    }
}
