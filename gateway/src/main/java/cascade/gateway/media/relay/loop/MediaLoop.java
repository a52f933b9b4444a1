package cascade.gateway.media.relay.loop;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.TcpSettings;
import cascade.gateway.media.io.AcceptHandler;
import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.io.Poller;
import cascade.gateway.media.io.SocketReader;
import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.TcpHandler;
import cascade.gateway.media.io.TcpListener;
import cascade.gateway.media.io.TcpWatch;
import cascade.gateway.media.peek.ProbeMemory;
import cascade.gateway.media.relay.count.OwnerTally;
import cascade.gateway.media.relay.leg.TcpBuffers;
import cascade.gateway.media.relay.leg.TcpLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Media loop: a thread, its poller, and the tasks that are pinned to it.
 *
 * <pre>
 *   requests -&gt; [ run requests | wait, read ready sockets | check, each checkInterval ] -&gt; results, events
 * </pre>
 *
 * {@link #call}, {@link #callSurely} and {@link #stop} may come from any thread; everything else is the loop's own.
 */
public final class MediaLoop implements TcpLoop {

    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

    private static final int MAX_DATAGRAM_BYTES = 65_536;
    private static final long FAULT_LOG_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final IoBackend backend;
    private final MediaSettings settings;
    private final MediaClock clock;
    private final ControlInbox inbox;
    private final Poller poller;
    private final LoopRequests requests;
    private final Thread thread;
    private final Promise<Void> stopped = Promise.promise();

    private final RtcpBudget rtcpBudget = new RtcpBudget();
    private final ByteBuffer rtcp = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final PacketBatch batch = new PacketBatch();
    private final ProbeMemory probeMemory = new ProbeMemory();
    /** In the order in which they came. */
    private final Set<LoopTask> tasks = new LinkedHashSet<>();

    private final Map<String, OwnerTally> closedLegs = new HashMap<>();
    /** Datagrams that the kernel had no room for, by network. */
    private final Map<String, Long> kernelDrops = new HashMap<>();

    private final long checkNanos;
    private long nextCheckNanos;
    /** At the end of the last turn: near enough for how long to wait. */
    private long nowNanos;

    private long worstLagNanos;
    private long faults;
    private long faultLoggedNanos;
    private boolean someClosed;
    private @Nullable TcpBuffers tcpBuffers;
    private boolean stopping;

    public MediaLoop(int index, IoBackend backend, MediaSettings settings, MediaClock clock, ControlInbox inbox)
            throws IOException {
        this.backend = backend;
        this.settings = settings;
        this.clock = clock;
        this.inbox = inbox;
        this.poller = backend.newPoller(clock, settings.maxSlot(), this::onFault);
        this.requests = new LoopRequests(inbox, poller, settings.commandQueue(), this::onFault);
        this.checkNanos = settings.checkInterval().toNanos();
        this.thread = Thread.ofPlatform().name("media-" + index).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Runs {@code work} on the loop; its result comes back on the control context. Refused when too much waits. */
    public <T extends @Nullable Object> Future<T> call(Callable<T> work) {
        return requests.call(work);
    }

    /** As {@link #call}, for what must not be refused: ends, and samples of which only a few are under way. */
    public <T extends @Nullable Object> Future<T> callSurely(Callable<T> work) {
        return requests.callSurely(work);
    }

    public Future<Void> stop() {
        requests.callSurely(() -> stopping = true);
        return stopped.future();
    }

    public long refused() {
        return requests.refused();
    }

    private void run() {
        nowNanos = clock.nanoTime();
        nextCheckNanos = nowNanos + checkNanos;
        try {
            while (!stopping) {
                turn();
            }
        } finally {
            end();
        }
    }

    /** An error, of whatever kind, is one stream's and not the loop's end: there are others. */
    private void turn() {
        try {
            requests.run();
            if (stopping) {
                return;
            }
            poller.poll(requests.fallAsleep() ? millisToCheck() : 0);
            requests.awake();
            checkIfDue();
            if (someClosed) {
                freePorts();
            }
        } catch (Throwable e) {
            // what it was about to send lies in memory that the next packets are read into
            batch.clear();
            tasks.forEach(LoopTask::endBurst);
            onFault(e);
        }
    }

    /** What cannot be closed keeps nothing else open. */
    private void end() {
        // ports that streams share were there before them
        List.copyOf(tasks).reversed().forEach(task -> attempt(task::end));
        attempt(poller::close);
        attempt(requests::end);
        inbox.add(stopped::complete);
    }

    private interface Step {
        void run() throws Exception;
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (Throwable e) {
            onFault(e);
        }
    }

    /** True when it takes nothing any more. Any thread. */
    public boolean hasEnded() {
        return requests.hasEnded();
    }

    /** Of a loop that was never started: closes what it waits with. */
    public void discard() {
        attempt(poller::close);
    }

    private long millisToCheck() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nextCheckNanos - nowNanos));
    }

    @Override
    public void onFault(Throwable e) {
        faults++;
        long now = clock.nanoTime();
        if (faults == 1 || now - faultLoggedNanos >= FAULT_LOG_NANOS) {
            faultLoggedNanos = now;
            LOG.atError().addKeyValue("faults", faults).setCause(e).log("media loop went on after an error");
        }
    }

    private void checkIfDue() {
        long now = clock.nanoTime();
        nowNanos = now;
        long late = now - nextCheckNanos;
        if (late < 0) {
            return;
        }
        worstLagNanos = Math.max(worstLagNanos, late);
        nextCheckNanos = now + checkNanos;
        for (LoopTask task : tasks) {
            check(task, now);
        }
    }

    /** One stream's error is not the next one's. */
    private void check(LoopTask task, long now) {
        try {
            task.check(now);
        } catch (RuntimeException e) {
            onFault(e);
        }
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    public MediaClock clock() {
        return clock;
    }

    /** A buffer for one packet on its way out, free again when the handler returns. */
    public ByteBuffer scratch() {
        return scratch;
    }

    /** For what one burst brings, free again when the burst is over. */
    public PacketBatch batch() {
        return batch;
    }

    /** For the probes of its streams. */
    public ProbeMemory probeMemory() {
        return probeMemory;
    }

    /** A copy of an RTCP datagram, which comes seldom: from 0 to its limit, free again when the handler returns. */
    public ByteBuffer rtcp(ByteBuffer memory, int offset, int length) {
        return rtcp.clear().put(0, memory, offset, length).limit(length);
    }

    /** How much RTCP may be told to control. Any thread. */
    public RtcpBudget rtcpBudget() {
        return rtcpBudget;
    }

    public boolean offerEvent(Runnable event) {
        return inbox.offer(event);
    }

    @Override
    public SocketReader read(MediaSocket socket, DatagramHandler handler) throws IOException {
        return socket.readBy(poller, handler);
    }

    @Override
    public void accept(TcpListener listener, AcceptHandler handler) throws IOException {
        poller.accept(listener, handler);
    }

    @Override
    public TcpConnection connect(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        return backend.connect(local, remote);
    }

    @Override
    public TcpWatch watch(TcpConnection connection, TcpHandler handler) throws IOException {
        return poller.watch(connection, handler);
    }

    @Override
    public TcpBuffers buffers() {
        if (tcpBuffers == null) {
            tcpBuffers = new TcpBuffers(settings.tcp().queueBytesOfLoop(settings.loopCount()));
        }
        return tcpBuffers;
    }

    @Override
    public TcpSettings tcpSettings() {
        return settings.tcp();
    }

    /** As {@link MediaSettings#sourceMoveAfter}. */
    public Duration sourceMoveAfter() {
        return settings.sourceMoveAfter();
    }

    /** The longest RTP packet of a TCP source that goes to a UDP viewer whole. */
    public int maxDatagramBytes() {
        return settings.maxDatagramBytes();
    }

    public void add(LoopTask task) {
        tasks.add(task);
    }

    public void remove(LoopTask task) {
        tasks.remove(task);
    }

    /** Closes what legs hold, and frees their ports. */
    public void close(List<? extends Closeable> legs) {
        legs.forEach(this::close);
        freePorts();
    }

    /** Closes a connection that ended; may be called while it is being told of what came by it. */
    @Override
    public void close(Closeable gone) {
        attempt(gone::close);
        someClosed = true;
    }

    private void freePorts() {
        someClosed = false;
        attempt(poller::onSocketsClosed);
    }

    public OwnerTally closedLegs(String owner) {
        return closedLegs.computeIfAbsent(owner, ignored -> new OwnerTally());
    }

    /** Whether its closed legs had counted anything. */
    public boolean forgetOwner(String owner) {
        return closedLegs.remove(owner) != null;
    }

    @Override
    public void countKernelDrops(String network, int packets) {
        kernelDrops.merge(network, (long) packets, Long::sum);
    }

    public List<StreamStats> streamStats() {
        List<StreamStats> streams = new ArrayList<>();
        tasks.forEach(task -> task.addTo(streams));
        return streams;
    }

    /** A sample of everything that this loop counts; the lag starts anew. */
    public LoopSample sample() {
        Map<String, OwnerTally> byOwner = new HashMap<>();
        closedLegs.forEach((owner, tally) ->
                byOwner.computeIfAbsent(owner, ignored -> new OwnerTally()).add(tally));
        tasks.forEach(task -> task.addTo(byOwner));
        Duration lag = Duration.ofNanos(worstLagNanos);
        worstLagNanos = 0;
        return new LoopSample(byOwner, Map.copyOf(kernelDrops), faults, lag);
    }

    /** @param kernelDrops by network */
    public record LoopSample(
            Map<String, OwnerTally> byOwner, Map<String, Long> kernelDrops, long faults, Duration worstLag) {}
}
