package cascade.gateway.media.relay.stream;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.SecondarySource;
import cascade.gateway.media.rtp.ReceptionStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * SSRC selection of a source: which SSRC on its socket is the stream's, and the reception statistics of each
 * (collisions and changes: <a href="https://datatracker.ietf.org/doc/html/rfc3550#section-8.2">RFC 3550 section
 * 8.2</a>). One at a time is the main one; its packets go to the viewers. Others beside it are only counted: under the
 * viewer's single SSRC their sequence numbers would break the decoder, and a viewer that agreed on one {@code y=} knows
 * no second one.
 *
 * <pre>
 *  a packet's SSRC is                         becomes main
 *  the first of the confirmed source          at once, whatever was announced; 0 is an SSRC like any other
 *  the announced one                          at once, whoever is main
 *  new, and main has been silent              after {@link #TAKE_OVER_NANOS}: an encoder that started again
 *  new, and main is not the announced one     at once, on trial: who chose one at random chooses another when it starts
 *                                             again, and the first packets are a key frame
 *  main before a trial, and sends on          after {@link #RETURN_PACKETS} packets: the trial's one sends beside it
 *  one that sent beside main                  after {@link #BESIDE_TAKE_OVER_NANOS}: main is not just between two frames
 * </pre>
 *
 * <p>So two that alternate change nothing, after at most three changes at their beginning. A table of fixed size: where
 * more than {@link #SECONDARIES} send beside main, the one heard longest ago makes room. Loop thread; a packet
 * allocates nothing. <a href="https://datatracker.ietf.org/doc/html/rfc3550#section-8.2">RFC 3550 sections 8.2</a> and
 * 6.4.
 */
final class SsrcSelector {

    /** Longer than the pause between two frames of four a second. */
    static final long TAKE_OVER_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    static final long BESIDE_TAKE_OVER_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** More than stragglers of an encoder that has ended. */
    static final int RETURN_PACKETS = 3;

    /** How many are known besides the main one. */
    static final int SECONDARIES = 3;

    private final Heard[] secondaries = new Heard[SECONDARIES];
    /** Of all that were main, one after the other. */
    private final ReceptionStats reception;

    private int announced;
    private int main;
    private long mainFirstNanos;
    private long mainLastNanos;
    private final LastReport mainReport = new LastReport();
    /** The next packet's SSRC is main. */
    private boolean open = true;

    private boolean heard;
    private long changes;
    private long changedNanos;
    /** Main is there on trial, in the place of {@link #former}. */
    private boolean onTrial;

    private int former;

    /** One beside the main one. */
    static final class Heard {
        private final ReceptionStats reception;
        private final LastReport report = new LastReport();
        private boolean known;
        private int ssrc;
        private long firstNanos;
        private long lastNanos;
        private long packets;
        private long bytes;
        private boolean sinceReport;

        private Heard(int clockRateHz) {
            reception = new ReceptionStats(clockRateHz);
        }

        private void become(int newSsrc, long newFirstNanos, long newLastNanos) {
            known = true;
            ssrc = newSsrc;
            firstNanos = newFirstNanos;
            lastNanos = newLastNanos;
            packets = 0;
            bytes = 0;
            sinceReport = false;
            reception.reset();
            report.clear();
        }

        int ssrc() {
            return ssrc;
        }

        ReceptionStats reception() {
            return reception;
        }

        LastReport report() {
            return report;
        }

        private SecondarySource view(MediaClock clock) {
            return new SecondarySource(
                    ssrc,
                    packets,
                    bytes,
                    reception.lost(),
                    Duration.ofNanos(reception.jitterNanos()),
                    clock.instantOf(lastNanos));
        }
    }

    SsrcSelector(int announced, int clockRateHz) {
        this.announced = announced;
        this.main = announced;
        this.reception = new ReceptionStats(clockRateHz);
        for (int i = 0; i < SECONDARIES; i++) {
            secondaries[i] = new Heard(clockRateHz);
        }
    }

    /** What the answer says. */
    void expect(int ssrc, int clockRateHz) {
        announced = ssrc;
        if (!heard) {
            main = ssrc;
        }
        reception.clockRateHz(clockRateHz);
        for (Heard each : secondaries) {
            each.reception.clockRateHz(clockRateHz);
        }
    }

    /** The source sent under that SSRC to a former process: one that goes on with it is no change. */
    void wasMain(int ssrc) {
        main = ssrc;
    }

    /** The source sends from elsewhere now: nothing that was known of its SSRCs holds. */
    void onNewSender() {
        open = true;
        for (Heard each : secondaries) {
            each.known = false;
        }
    }

    /** Counts a packet of the confirmed source: true when it is the stream's. */
    boolean admit(int ssrc, int sequence, int timestamp, int bytes, long nowNanos) {
        if ((ssrc != main || open) && !becomesMain(ssrc, sequence, timestamp, bytes, nowNanos)) {
            return false;
        }
        mainLastNanos = nowNanos;
        reception.onPacket(sequence, timestamp, nowNanos);
        return true;
    }

    private boolean becomesMain(int ssrc, int sequence, int timestamp, int bytes, long nowNanos) {
        if (open) {
            open = false;
            if (ssrc != main) {
                changeTo(ssrc, nowNanos);
            }
            heard = true;
            mainFirstNanos = nowNanos;
            return true;
        }
        Heard other = heardAs(ssrc, nowNanos);
        if (!takesOver(other, nowNanos)) {
            count(other, sequence, timestamp, bytes, nowNanos);
            return false;
        }
        long firstNanos = other.firstNanos;
        onTrial = other.packets == 0 && nowNanos - mainLastNanos < TAKE_OVER_NANOS && ssrc != announced;
        former = main;
        other.become(main, mainFirstNanos, mainLastNanos);
        changeTo(ssrc, nowNanos);
        mainFirstNanos = firstNanos;
        return true;
    }

    private void changeTo(int ssrc, long nowNanos) {
        main = ssrc;
        changedNanos = nowNanos;
        changes++;
        reception.restart();
        mainReport.clear();
    }

    private boolean takesOver(Heard other, long nowNanos) {
        if (other.ssrc == announced) {
            return true;
        }
        boolean young = nowNanos - changedNanos < TAKE_OVER_NANOS;
        if (onTrial && young && other.ssrc == former) {
            return other.packets + 1 >= RETURN_PACKETS;
        }
        boolean isNew = other.packets == 0 && other.firstNanos == nowNanos;
        if (isNew && !young && main != announced) {
            return true;
        }
        boolean beside = mainLastNanos - other.firstNanos > 0;
        return nowNanos - mainLastNanos >= (beside ? BESIDE_TAKE_OVER_NANOS : TAKE_OVER_NANOS);
    }

    private static void count(Heard other, int sequence, int timestamp, int bytes, long nowNanos) {
        other.lastNanos = nowNanos;
        other.packets++;
        other.bytes += bytes;
        other.sinceReport = true;
        other.reception.onPacket(sequence, timestamp, nowNanos);
    }

    /** Where it is known, or else from now on. */
    private Heard heardAs(int ssrc, long nowNanos) {
        Heard oldest = secondaries[0];
        for (Heard each : secondaries) {
            if (each.known && each.ssrc == ssrc) {
                return each;
            }
            if (oldest.known && (!each.known || each.lastNanos - oldest.lastNanos < 0)) {
                oldest = each;
            }
        }
        oldest.become(ssrc, nowNanos, nowNanos);
        return oldest;
    }

    /** Whether it is the announced one, or one that the source really uses. */
    boolean isOurs(int ssrc) {
        return ssrc == main || ssrc == announced || find(ssrc) != null;
    }

    /** Whether it is known to send beside the main one, or was main before it. */
    boolean isSecondary(int ssrc) {
        return ssrc != main && find(ssrc) != null;
    }

    private @Nullable Heard find(int ssrc) {
        for (Heard each : secondaries) {
            if (each.known && each.ssrc == ssrc) {
                return each;
            }
        }
        return null;
    }

    /** Remembers a sender report; one under an SSRC that sends no RTP is the main one's. */
    void noteSenderReport(int ssrc, int middleNtp, long nowNanos) {
        @Nullable Heard secondary = ssrc == main ? null : find(ssrc);
        (secondary == null ? mainReport : secondary.report).note(middleNtp, nowNanos);
    }

    /** Those that sent since this was last asked, for a receiver report. */
    List<Heard> takeHeardSinceReport() {
        List<Heard> all = new ArrayList<>();
        for (Heard each : secondaries) {
            if (each.known && each.sinceReport) {
                each.sinceReport = false;
                all.add(each);
            }
        }
        return all;
    }

    /** Those that sent beside the main one, as they stand. */
    List<SecondarySource> secondaries(MediaClock clock) {
        List<SecondarySource> all = new ArrayList<>();
        for (Heard each : secondaries) {
            if (each.known && each.packets > 0) {
                all.add(each.view(clock));
            }
        }
        return all;
    }

    /** The SSRC that goes to the viewers under theirs; the announced one before the first packet. */
    int main() {
        return main;
    }

    LastReport mainReport() {
        return mainReport;
    }

    ReceptionStats reception() {
        return reception;
    }

    /** How often {@link #main} became another one. */
    long changes() {
        return changes;
    }
}
