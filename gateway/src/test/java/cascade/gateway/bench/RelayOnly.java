package cascade.gateway.bench;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.relay.MediaPlanes;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The relay alone, until it is killed, for a load generator in another process.
 *
 * <p>{@code RelayOnly gear slotMillis streams file}: stream i expects SSRC i + 0x10000000 from port 50000 + 2i of
 * 127.0.0.1, and goes with SSRC i + 0x20000000 to port 9000 of the ith address from 127.1.0.1. The file gets lines of
 * {@code i port}.
 */
public final class RelayOnly {

    private static final String HOST = "127.0.0.1";
    private static final int FIRST_SOURCE_PORT = 50_000;
    private static final int SOURCE_SSRC = 0x1000_0000;
    private static final int VIEWER_SSRC = 0x2000_0000;
    private static final int SINK_ADDRESS = 0x7F01_0001;
    private static final int SINK_PORT = 9_000;

    private RelayOnly() {}

    public static void main(String[] arguments) throws Exception {
        MediaGear gear = MediaGear.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        MediaSettings settings = MediaSettings.defaults()
                .withLoops(1)
                .withGear(gear)
                .withMaxSlot(Duration.ofMillis(Long.parseLong(arguments[1])));
        int streams = Integer.parseInt(arguments[2]);
        MediaNetwork network = new MediaNetwork(
                "bench", InetAddress.ofLiteral(HOST), HOST, List.of(new PortRange(20_000, 20_000 + 4 * streams + 3)));
        MediaPlane plane =
                Trial.await(MediaPlanes.start(Vertx.vertx().getOrCreateContext(), settings, List.of(network)));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            InetSocketAddress camera = new InetSocketAddress(InetAddress.ofLiteral(HOST), FIRST_SOURCE_PORT + 2 * i);
            LegAddress leg = Trial.open(plane, SOURCE_SSRC + i, camera, VIEWER_SSRC + i, sink(i));
            lines.add(i + " " + leg.rtpPort());
        }
        Files.write(Path.of(arguments[3]), lines);
        Thread.currentThread().join();
    }

    private static InetSocketAddress sink(int stream) throws Exception {
        int address = SINK_ADDRESS + stream;
        byte[] bytes = {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address};
        return new InetSocketAddress(InetAddress.getByAddress(bytes), SINK_PORT);
    }
}
