package cascade.gateway.media.relay.plane;

import static cascade.gateway.media.relay.MediaLab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaException.SocketRefused;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.relay.loop.ControlInbox;
import cascade.gateway.media.relay.loop.MediaLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loops that cannot be made, used or closed leave nothing open. */
class BrokenLoopIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int LOOPS = 3;
    private static final InetAddress HERE = SUBNET.address(1);

    private final Vertx vertx = Vertx.vertx();
    private final MediaSettings settings = MediaSettings.defaults().withLoops(LOOPS);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private Future<MediaPlane> start(FragileBackend backend, boolean singlePort) {
        MediaNetwork network = new MediaNetwork(
                "city", HERE, HERE.getHostAddress(), List.of(new PortRange(20_000, 20_001)), singlePort);
        return RelayPlane.start(backend, vertx.getOrCreateContext(), settings, List.of(network), MediaClock.system());
    }

    @Test
    void closesTheLoopsThatWereMadeWhenAnotherOneCannotBe() {
        FragileBackend backend = new FragileBackend(LOOPS - 1, "none");

        assertThatThrownBy(() -> await(start(backend, false))).isInstanceOf(SocketRefused.class);
        assertThat(backend.open).hasValue(0);
    }

    @Test
    void stopsItsLoopsAndFreesTheSharedPortsWhenTheseCannotBeRead() throws IOException {
        FragileBackend backend = new FragileBackend(LOOPS, "read");

        assertThatThrownBy(() -> await(start(backend, true))).hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(backend.open).hasValue(0);
        backend.bind(HERE, 20_000, 65_536).close();
    }

    @Test
    void endsWhenItsPollerCannotBeClosed() throws IOException {
        FragileBackend backend = new FragileBackend(1, "close");
        ControlInbox inbox = new ControlInbox(vertx.getOrCreateContext(), 2);
        MediaLoop loop = new MediaLoop(0, backend, settings, MediaClock.system(), inbox);
        loop.start();

        await(loop.stop());
        assertThat(loop.hasEnded()).isTrue();
    }

    @Test
    void endsWhenItCannotPollAnyMore() throws IOException {
        FragileBackend backend = new FragileBackend(1, "poll");
        ControlInbox inbox = new ControlInbox(vertx.getOrCreateContext(), 2);
        MediaLoop loop = new MediaLoop(0, backend, settings, MediaClock.system(), inbox);
        loop.start();

        assertThat(await(loop.call(() -> 7))).as("it goes on").isEqualTo(7);
        await(loop.stop());
        assertThat(backend.open).hasValue(0);
    }
}
