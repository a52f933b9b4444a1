package cascade.gateway.bench;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.relay.plane.MediaPlanes;
import com.sun.management.ThreadMXBean;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Our media plane and nothing else, with one loop and else as it runs in production. It does what it reads, line by
 * line, and answers each line with one; at the end of the input it ends.
 *
 * <pre>
 *   open place streams viewers tcp rewritten   -&gt; ok, the port of each stream
 *   allocated                                  -&gt; ok, bytes
 *   churn legs seconds                         -&gt; ok; opens and closes so many legs a second from now on
 *   churned                                    -&gt; ok, how many, when that has ended
 *   close                                      -&gt; ok
 *                                              -&gt; no, reason
 * </pre>
 */
public final class RelayProcess {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String NETWORK = "bench";
    private static final PortRange PORTS = new PortRange(10_000, 59_999);
    private static final int CHURN_SSRC = 0x3000_0000;

    private final Context control = Vertx.vertx().getOrCreateContext();
    private final MediaSettings settings;
    private @Nullable MediaPlane plane;
    private Place place = new Place(1);
    private CompletableFuture<Integer> churning = CompletableFuture.completedFuture(0);

    private RelayProcess(MediaSettings settings) {
        this.settings = settings;
    }

    /** {@code RelayProcess gear maxSlotMillis}. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        MediaSettings settings = MediaSettings.defaults()
                .withLoops(1)
                .withGear(MediaGear.valueOf(arguments[0].toUpperCase(Locale.ROOT)))
                .withMaxSlot(Duration.ofMillis(Long.parseLong(arguments[1])));
        RelayProcess process = new RelayProcess(settings);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(process.answer(line));
            answers.flush();
        }
        System.exit(0);
    }

    private String answer(String request) {
        try {
            String[] words = request.split(" ");
            return "ok "
                    + switch (words[0]) {
                        case "open" -> open(words);
                        case "allocated" -> Long.toString(allocated());
                        case "churn" -> startChurn(number(words[1]), number(words[2]));
                        case "churned" -> Integer.toString(churning.join());
                        case "close" -> close();
                        default -> throw new IOException("unknown request " + request);
                    };
        } catch (Exception e) {
            Throwable cause = e instanceof ExecutionException || e instanceof CompletionException ? e.getCause() : e;
            return "no " + String.valueOf(cause).replace('\n', ' ');
        }
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    private String open(String[] words) throws Exception {
        close();
        place = new Place(number(words[1]));
        int streams = number(words[2]);
        int viewers = number(words[3]);
        boolean tcp = Boolean.parseBoolean(words[4]);
        boolean rewritten = Boolean.parseBoolean(words[5]);
        String host = place.relay().getHostAddress();
        MediaNetwork network = new MediaNetwork(NETWORK, place.relay(), host, List.of(PORTS));
        plane = await(MediaPlanes.start(control, settings, List.of(network)));
        StringJoiner ports = new StringJoiner(" ");
        for (int stream = 0; stream < streams; stream++) {
            int ssrc = Load.SOURCE_SSRC + stream;
            MediaStream opened = openStream(ssrc, place.camera(stream));
            for (int i = 0; i < viewers; i++) {
                int output = stream * viewers + i;
                addViewer(
                        opened,
                        tcp ? place.output(0) : place.output(output),
                        tcp ? MediaTransport.TCP_ACTIVE : MediaTransport.UDP,
                        rewritten ? Load.VIEWER_SSRC + output : ssrc);
            }
            ports.add(Integer.toString(opened.sourceLocal().rtpPort()));
        }
        return ports.toString();
    }

    private MediaStream openStream(int ssrc, InetSocketAddress camera) throws Exception {
        StreamSpec spec = new StreamSpec(
                "lower",
                NETWORK,
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                ssrc,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(2),
                SourceCheck.STRICT,
                RtcpMode.RELAY,
                List.of(),
                Duration.ZERO);
        MediaStream stream = await(opened().openStream(spec, event -> {}));
        await(stream.expectSource(SourceAnswer.video(camera, OptionalInt.of(ssrc), Set.of(96))));
        return stream;
    }

    private MediaPlane opened() throws IOException {
        if (plane == null) {
            throw new IOException("nothing is open");
        }
        return plane;
    }

    private static LegAddress addViewer(MediaStream stream, InetSocketAddress to, MediaTransport transport, int ssrc)
            throws Exception {
        ViewerSpec spec = new ViewerSpec(
                "upper",
                NETWORK,
                transport,
                TcpFraming.RFC4571,
                to,
                Optional.empty(),
                ssrc,
                SourceCheck.LEARN_ONCE,
                List.of());
        MediaViewer viewer = await(stream.openViewer(spec));
        await(viewer.start());
        return viewer.local();
    }

    private String startChurn(int legsPerSecond, int seconds) {
        churning = CompletableFuture.supplyAsync(() -> {
            try {
                return churn(legsPerSecond, seconds);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        return "";
    }

    /** Half of them are the sources', half the viewers'; each lives for a tenth of a second. */
    private int churn(int legsPerSecond, int seconds) throws Exception {
        List<MediaStream> living = new ArrayList<>();
        int streams = legsPerSecond / 2 * seconds;
        long start = System.nanoTime();
        for (int i = 0; i < streams; i++) {
            long due = start + i * 2_000_000_000L / legsPerSecond;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            MediaStream stream = openStream(CHURN_SSRC + i, new InetSocketAddress(place.control(), 1_024 + i));
            addViewer(
                    stream,
                    new InetSocketAddress(place.control(), 40_000),
                    MediaTransport.UDP,
                    CHURN_SSRC + streams + i);
            living.add(stream);
            if (living.size() > legsPerSecond / 20) {
                await(living.removeFirst().close());
            }
        }
        for (MediaStream stream : living) {
            await(stream.close());
        }
        return 2 * streams;
    }

    private String close() throws Exception {
        if (plane != null) {
            await(plane.close());
            plane = null;
        }
        return "";
    }

    private static long allocated() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("media-"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(THREADS::getThreadAllocatedBytes)
                .sum();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
