package cascade.gateway.bench;

import cascade.gateway.bench.kit.NgClient;
import cascade.gateway.bench.kit.Pinned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** rtpengine in user space, with one thread. Started for each load. */
final class RtpEngine implements Relay {

    static final String PROGRAM = "rtpengine";
    private static final int NG_PORT = 22_222;
    private static final List<String> FLAGS = List.of("trust-address", "asymmetric", "no-rtcp-attribute");

    private final Path log;
    private @Nullable Process process;

    RtpEngine(Path log) {
        this.log = log;
    }

    static boolean isInstalled() {
        try {
            Process version = new ProcessBuilder(PROGRAM, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Pinned.awaitEnd(version);
            return version.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public List<InetSocketAddress> open(Load load, Place place) throws IOException {
        if (load.tcp() || load.viewers() > 1) {
            throw new NotOffered("tcp, or more than one viewer");
        }
        InetSocketAddress control = new InetSocketAddress(place.control(), NG_PORT);
        Process started = Pinned.start(
                log,
                PROGRAM,
                "--config-file=none",
                "--foreground",
                "--log-stderr",
                "--log-level=3",
                "--table=-1",
                "--num-threads=1",
                "--interface=" + place.relay().getHostAddress(),
                "--listen-ng=" + control.getAddress().getHostAddress() + ":" + NG_PORT,
                "--port-min=10000",
                "--port-max=59999");
        started.getInputStream().close();
        process = started;
        try (NgClient client = new NgClient(control)) {
            client.awaitPong();
            List<InetSocketAddress> entries = new ArrayList<>();
            for (int stream = 0; stream < load.streams(); stream++) {
                entries.add(new InetSocketAddress(place.relay(), openStream(client, stream, place)));
            }
            return entries;
        }
    }

    /** The viewer offers, the camera answers; it sends to the port in the offer that it got. */
    private static int openStream(NgClient client, int stream, Place place) throws IOException {
        Map<String, Object> offer = client.call(request("offer", stream, sdp(place.output(stream))));
        Map<String, Object> answer = request("answer", stream, sdp(place.camera(stream)));
        answer.put("to-tag", "b");
        client.call(answer);
        return port((String) offer.getOrDefault("sdp", ""));
    }

    private static Map<String, Object> request(String command, int stream, String sdp) {
        Map<String, Object> request = new java.util.TreeMap<>();
        request.put("command", command);
        request.put("call-id", "c" + stream);
        request.put("from-tag", "a");
        request.put("sdp", sdp);
        request.put("replace", List.of("origin"));
        request.put("ICE", "remove");
        request.put("rtcp-mux", List.of("demux"));
        request.put("flags", FLAGS);
        return request;
    }

    private static String sdp(InetSocketAddress media) {
        InetAddress host = media.getAddress();
        return """
                v=0\r
                o=- 1 1 IN IP4 %s\r
                s=-\r
                c=IN IP4 %s\r
                t=0 0\r
                m=video %d RTP/AVP 96\r
                a=rtpmap:96 PS/90000\r
                a=sendrecv\r
                """.formatted(host.getHostAddress(), host.getHostAddress(), media.getPort());
    }

    private static int port(String sdp) throws IOException {
        return sdp.lines()
                .filter(line -> line.startsWith("m="))
                .map(line -> Integer.parseInt(line.split(" ")[1]))
                .findFirst()
                .orElseThrow(() -> new IOException("rtpengine gave no port: " + sdp));
    }

    @Override
    public void closeStreams() throws IOException {
        if (process != null) {
            Pinned.end(process);
            process = null;
        }
    }

    @Override
    public long pid() {
        return process == null ? 0 : process.pid();
    }

    @Override
    public boolean keepsSsrc() {
        return true;
    }

    @Override
    public boolean givesUpStreams() {
        return true;
    }

    @Override
    public void close() throws IOException {
        closeStreams();
    }
}
