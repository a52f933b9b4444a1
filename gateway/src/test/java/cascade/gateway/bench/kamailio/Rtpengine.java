package cascade.gateway.bench.kamailio;

import cascade.gateway.bench.kit.NgClient;
import cascade.gateway.bench.kit.Pinned;
import cascade.gateway.bench.kit.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** rtpengine in user space between two networks, controlled by the NG protocol. */
final class Rtpengine implements AutoCloseable {

    static final int NG_PORT = 22_222;

    private final Process process;

    private Rtpengine(Process process) {
        this.process = process;
    }

    /** Started, and answering; its interfaces are {@code up} and {@code down}. */
    static Rtpengine start(Path log, Program program, String up, String down) throws IOException {
        var rtpengine = new Rtpengine(Pinned.startQuietly(
                log,
                program.path().toString(),
                "--config-file=none",
                "--foreground",
                "--log-stderr",
                "--log-level=3",
                "--table=-1",
                "--num-threads=1",
                "--interface=up/" + up,
                "--interface=down/" + down,
                "--listen-ng=" + up + ":" + NG_PORT,
                // as many as the gateway has for its lowers
                "--port-min=30000",
                "--port-max=39999",
                // by default a call that was deleted keeps its ports for half a minute
                "--delete-delay=0"));
        try (NgClient client = new NgClient(new InetSocketAddress(InetAddress.ofLiteral(up), NG_PORT))) {
            client.awaitPong();
            return rtpengine;
        } catch (IOException silent) {
            rtpengine.close();
            throw silent;
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() throws IOException {
        Pinned.end(process);
    }
}
