package cascade.gateway.bench;

import cascade.gateway.bench.kit.Latencies;
import cascade.gateway.media.rtp.RtpHeader;
import java.nio.ByteBuffer;

/** Checks each packet that a relay put out, and counts. The sink's thread; plain counters are read when it rests. */
final class Outputs {

    private static final int SEQUENCES = 1 << 16;

    private final Load load;
    private final int run;
    private final boolean ownSsrcPerViewer;
    private final boolean sameSsrc;
    private final int[] highest;
    private final boolean[] heard;

    final Timeline sentWhen = new Timeline();
    final Timeline cameWhen = new Timeline();
    final Latencies latencies = new Latencies();
    private volatile RunClock clock = RunClock.startNow();
    private volatile long measuredFromNanos;
    private long taken;
    private volatile long received;
    long duplicates;
    long reordered;
    /** Wrong in length, stream or SSRC. */
    long wrong;

    Outputs(Load load, int run, boolean ownSsrcPerViewer, boolean sameSsrc) {
        this.load = load;
        this.run = run;
        this.ownSsrcPerViewer = ownSsrcPerViewer;
        this.sameSsrc = sameSsrc;
        this.highest = new int[load.outputs()];
        this.heard = new boolean[load.outputs()];
    }

    /** Latencies count of what is sent from now on. */
    void measureFromNow() {
        measuredFromNanos = clock.wallNanos(System.nanoTime());
    }

    /** While no packets come. */
    void startRun(RunClock newClock) {
        clock = newClock;
        sentWhen.clear();
        cameWhen.clear();
        latencies.clear();
        measuredFromNanos = 0;
    }

    /**
     * @param output which one it came to; -1: the only one of its stream
     * @param cameNanos wall clock
     */
    void onPacket(ByteBuffer memory, int at, int length, int output, long cameNanos) {
        if (length != Load.PACKET_BYTES) {
            wrong++;
            return;
        }
        if (Packets.run(memory, at) != run) {
            return;
        }
        int stream = Packets.stream(memory, at);
        int number = output < 0 ? stream : output;
        if (number < 0
                || number >= load.outputs()
                || number / load.viewers() != stream
                || RtpHeader.ssrc(memory, at) != ssrc(stream, number)) {
            wrong++;
            return;
        }
        if (isNew(number, RtpHeader.sequence(memory, at))) {
            long sentNanos = Packets.sentNanos(memory, at);
            sentWhen.add(clock.sinceStart(sentNanos), 1);
            cameWhen.add(clock.sinceStart(cameNanos), 1);
            if (sentNanos >= measuredFromNanos) {
                latencies.add(cameNanos - sentNanos, 1);
            }
            taken++;
        }
    }

    long wallNanos(long nanoTime) {
        return clock.wallNanos(nanoTime);
    }

    private int ssrc(int stream, int output) {
        if (sameSsrc) {
            return Load.SOURCE_SSRC + stream;
        }
        return Load.VIEWER_SSRC + (ownSsrcPerViewer ? output : stream);
    }

    private boolean isNew(int output, int sequence) {
        int ahead = (sequence - highest[output]) & (SEQUENCES - 1);
        if (heard[output] && ahead == 0) {
            duplicates++;
            return false;
        }
        if (heard[output] && ahead >= SEQUENCES / 2) {
            reordered++;
        } else {
            highest[output] = sequence;
        }
        heard[output] = true;
        return true;
    }

    /** After a look at the socket: others may see the count. */
    void publish() {
        received = taken;
    }

    long received() {
        return received;
    }
}
