package cascade.gateway.media.relay.stream;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.rtp.RtcpWriter;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * RTCP termination, {@link cascade.gateway.media.RtcpMode#TERMINATE}: receiver reports of our own to the source, so
 * that it knows its loss up to here and goes on sending; sender reports to each viewer, about what we sent it. Loop
 * thread.
 */
final class RtcpTerminator {

    /**
     * <a href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.2">RFC 3550 section 6.2</a>: the least mean
     * interval, and the correction for its randomising.
     */
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final double COMPENSATION = 1.21828;

    private final SourceLeg source;
    private final SentReports sentReports;
    private final MediaClock clock;
    private final ByteBuffer buffer;
    private final int reporterSsrc;
    private final byte[] cname;
    private long nextNanos;

    /** {@code buffer} is lent by the loop. */
    RtcpTerminator(SourceLeg source, SentReports sentReports, int reporterSsrc, MediaClock clock, ByteBuffer buffer) {
        this.source = source;
        this.sentReports = sentReports;
        this.clock = clock;
        this.buffer = buffer;
        this.reporterSsrc = reporterSsrc;
        this.cname =
                RtcpWriter.cname(Long.toHexString(ThreadLocalRandom.current().nextLong()));
        scheduleAfter(clock.nanoTime());
    }

    private void scheduleAfter(long nowNanos) {
        double spread = 0.5 + ThreadLocalRandom.current().nextDouble();
        nextNanos = nowNanos + (long) (INTERVAL_NANOS * spread / COMPENSATION);
    }

    void check(long nowNanos, ReportedTo[] viewers) {
        if (nowNanos - nextNanos < 0) {
            return;
        }
        scheduleAfter(nowNanos);
        if (source.heard()) {
            reportToSource(nowNanos);
            reportToViewers(nowNanos, viewers);
        }
    }

    private void reportToSource(long nowNanos) {
        buffer.clear();
        source.writeReceiverReport(buffer, reporterSsrc, nowNanos);
        RtcpWriter.description(buffer, reporterSsrc, cname);
        buffer.flip();
        source.sendRtcp(buffer);
    }

    private void reportToViewers(long nowNanos, ReportedTo[] viewers) {
        long ntp = RtcpWriter.ntp(clock.wall().instant());
        sentReports.onSent((int) (ntp >>> Short.SIZE), nowNanos);
        for (ReportedTo viewer : viewers) {
            buffer.clear();
            viewer.writeSenderReport(buffer, ntp, source.timestampAt(nowNanos), cname);
            buffer.flip();
            viewer.sendRtcp(buffer);
        }
    }
}
