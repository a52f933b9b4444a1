package cascade.monitoring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Meters of calls: streams, their viewers, and how calls begin and end. */
public final class CallMeters {

    private final Instruments instruments;
    private final AtomicLong allStreams = new AtomicLong();
    private final AtomicLong allViewers = new AtomicLong();

    CallMeters(Instruments instruments) {
        this.instruments = instruments;
        restored(0, 0);
    }

    /** @param domain the lower that the stream comes from */
    public void streamOpened(String domain, StreamKind kind) {
        allStreams.incrementAndGet();
        instruments.level(MeterName.STREAMS, domain, kind.label()).incrementAndGet();
    }

    /** Once for each {@link #streamOpened}. */
    public void streamClosed(String domain, StreamKind kind) {
        allStreams.decrementAndGet();
        instruments.level(MeterName.STREAMS, domain, kind.label()).decrementAndGet();
    }

    /** @param domain the viewer's */
    public void viewerJoined(String domain, StreamKind kind) {
        allViewers.incrementAndGet();
        instruments.level(MeterName.VIEWERS, domain, kind.label()).incrementAndGet();
    }

    /** Once for each {@link #viewerJoined}. */
    public void viewerLeft(String domain, StreamKind kind) {
        allViewers.decrementAndGet();
        instruments.level(MeterName.VIEWERS, domain, kind.label()).decrementAndGet();
    }

    /**
     * A call ended, whether it was ever answered or not.
     *
     * @param domain the viewer's
     */
    public void ended(String domain, StreamKind kind, CallCause cause) {
        instruments.count(MeterName.CALLS, 1, domain, kind.label(), cause.label());
    }

    /**
     * A call ended before its viewer was sent a packet. {@link #ended} counts it too.
     *
     * @param upper the viewer's
     * @param lower where its stream was to come from, empty where no channel was found
     */
    public void setupFailed(String upper, Optional<String> lower, CallCause cause) {
        CallSide side = cause.side();
        String domain = side == CallSide.LOWER ? lower.orElse(upper) : upper;
        instruments.count(MeterName.CALL_SETUP_FAILURES, 1, domain, side.label(), cause.label());
    }

    /**
     * A limit, and how much of it is used. Its suppliers are called on the scraping thread and answer at once.
     *
     * @param domain the lower of a limit on streams, the upper of one on viewers; empty for a limit of the whole gateway
     * @param limit 0 where there is none
     */
    public void watchLimit(String domain, LimitKind kind, LongSupplier limit, LongSupplier used) {
        instruments.watchLevel(
                MeterName.LIMIT, () -> limit.getAsLong() > 0 ? limit.getAsLong() : Double.NaN, domain, kind.label());
        instruments.watchLevel(
                MeterName.LIMIT_USED,
                () -> limit.getAsLong() > 0 ? (double) used.getAsLong() / limit.getAsLong() : Double.NaN,
                domain,
                kind.label());
    }

    /** Streams from the lower, of all kinds. Any thread. */
    public long streams(String domain) {
        return sum(MeterName.STREAMS, domain);
    }

    /** Viewers of the upper, of all kinds. Any thread. */
    public long viewers(String domain) {
        return sum(MeterName.VIEWERS, domain);
    }

    /** Streams from all lowers. Any thread. */
    public long allStreams() {
        return allStreams.get();
    }

    /** Viewers of all uppers. Any thread. */
    public long allViewers() {
        return allViewers.get();
    }

    private long sum(MeterName name, String domain) {
        long sum = 0;
        for (StreamKind kind : StreamKind.values()) {
            sum += instruments.level(name, domain, kind.label()).get();
        }
        return sum;
    }

    /**
     * A process was killed, and this one has taken over what it left.
     *
     * @param running calls that go on
     * @param ended dialogs that were ended with their peers
     */
    public void restored(int running, int ended) {
        instruments.count(MeterName.CALLS_RESTORED, running, "running");
        instruments.count(MeterName.CALLS_RESTORED, ended, "ended");
    }

    /**
     * From the viewer's INVITE to our 200.
     *
     * @param domain the viewer's
     * @param call its id as in the API
     */
    public void setup(String domain, StreamKind kind, Duration duration, String call) {
        var exemplar = new CallExemplar(CallExemplar.CALL, call);
        instruments.time(MeterName.CALL_SETUP, duration, exemplar, domain, kind.label());
    }

    /**
     * From the lower's 200 to its first RTP packet.
     *
     * @param domain the lower
     * @param stream its id as in the API
     */
    public void firstPacket(String domain, Duration duration, String stream) {
        instruments.time(MeterName.FIRST_PACKET, duration, new CallExemplar(CallExemplar.CALL, stream), domain);
    }

    /**
     * Lines of a session description could not be read, and the call went on without them.
     *
     * @param domain who wrote it
     */
    public void skippedSdpLines(String domain, int lines) {
        instruments.count(MeterName.SIP_REPAIRS, lines, domain, "sdp-line");
    }

    void add(String domain, Role role) {
        switch (role) {
            case UPPER -> addUpper(domain);
            case LOWER -> addLower(domain);
        }
    }

    /** The normal end exists from the start, any other once it happened: there are a hundred of kinds and causes. */
    private void addUpper(String domain) {
        instruments.count(MeterName.CALLS, 0, domain, StreamKind.LIVE.label(), CallCause.UPPER_BYE.label());
        for (StreamKind kind : StreamKind.values()) {
            instruments.level(MeterName.VIEWERS, domain, kind.label());
        }
    }

    private void addLower(String domain) {
        for (StreamKind kind : StreamKind.values()) {
            instruments.level(MeterName.STREAMS, domain, kind.label());
        }
    }
}
