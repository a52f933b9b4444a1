package cascade.gateway.trace.hep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.testkit.LoopbackSubnet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HepConnectionIT {

    private static final InetSocketAddress COLLECTOR =
            new InetSocketAddress(LoopbackSubnet.next().host(91), 9060);

    private final ServerSocketChannel listener;
    private final HepConnection connection;

    HepConnectionIT() throws IOException {
        listener = ServerSocketChannel.open().bind(COLLECTOR);
        connection = HepConnection.open(COLLECTOR, Duration.ofMillis(200));
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        listener.close();
    }

    @Test
    void aCollectorThatTakesNothingIsGivenUpAndDoesNotHoldTheThread() {
        HepBatch batch = HepBatchTest.full();

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        connection.send(batch);
                    }
                })
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aCollectorThatClosedIsNoticedBeforeAnythingIsWritten() throws IOException {
        var agent = listener.accept();
        assertThat(connection.stands()).isTrue();

        agent.close();

        await().until(() -> !connection.stands());
    }
}
