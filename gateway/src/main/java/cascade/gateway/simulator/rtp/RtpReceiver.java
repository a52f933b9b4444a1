package cascade.gateway.simulator.rtp;

import cascade.gateway.media.rtp.ReceptionStats;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.simulator.video.VideoSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RTP receiver of one stream, as in an upper platform: counts loss, order and jitter, writes the program stream to a
 * file, sends a receiver report each interval to whoever sends.
 *
 * <p>Runs on its {@link RtpLoop}; the public methods may be called from any thread.
 */
public final class RtpReceiver {

    private static final Logger log = LoggerFactory.getLogger(RtpReceiver.class);
    private static final long SAMPLE_NANOS = 200_000_000L;

    private final RtpLoop loop;
    private final MediaLink link;
    private final Duration reportInterval;
    private final RtcpReports reports;
    private final @Nullable PsRecording recording;
    private final @Nullable PayloadOrder order;
    private final ReceptionStats reception = new ReceptionStats(VideoSettings.CLOCK_HZ);
    private final BitrateMeter bitrate = new BitrateMeter();
    private final SenderReports heard = new SenderReports();
    private final Reports reportTimer = new Reports();
    private final Sample sample = new Sample();

    private boolean answered;
    private long packets;
    private long payloadBytes;
    private long frames;
    private long broken;
    private int ssrc;
    private long ssrcChanges;
    private long firstPacketNanos;
    private long lastPacketNanos;
    private long longestGapNanos;
    private long receiverReports;
    private long connections;
    private boolean running;
    private volatile ReceiverStats published = ReceiverStats.NONE;

    /**
     * @param ssrc our own, in the reports
     * @param recording gets the program stream in order; closed with the receiver
     */
    public RtpReceiver(
            RtpLoop loop,
            MediaLink link,
            int ssrc,
            String cname,
            Duration reportInterval,
            Optional<PsRecording> recording) {
        this.loop = loop;
        this.link = link;
        this.reportInterval = reportInterval;
        this.reports = new RtcpReports(ssrc, cname);
        this.recording = recording.orElse(null);
        this.order = recording.map(file -> new PayloadOrder(file::append)).orElse(null);
    }

    /** Receives from now on. */
    public void start() {
        loop.execute(this::begin);
    }

    private void begin() {
        try {
            link.open(new Ear());
        } catch (IOException failure) {
            log.atError().setCause(failure).log("receiver cannot open its media");
            return;
        }
        running = true;
        long now = loop.nanoTime();
        loop.schedule(reportTimer, now + reportInterval.toNanos() / 2);
        loop.schedule(sample, now + SAMPLE_NANOS);
    }

    /** Where the media comes from, once the answer has told it: reports go there, and where we connect, it begins. */
    public void answered(InetSocketAddress remoteRtp) {
        loop.execute(() -> {
            try {
                answered = true;
                link.peer(remoteRtp);
            } catch (IOException failure) {
                log.atError().setCause(failure).log("receiver cannot reach the sender");
            }
        });
    }

    private final class Ear implements MediaLink.Ear {

        @Override
        public void onReady() {
            connections++;
        }

        @Override
        public void onLost() {
            // and may come back
        }

        @Override
        public void onRtp(ByteBuffer packet, long nowNanos) {
            RtpReceiver.this.onRtp(packet, nowNanos);
        }

        @Override
        public void onRtcp(ByteBuffer packet, long nowNanos) {
            if (!heard.read(packet, nowNanos)) {
                broken++;
            }
        }
    }

    /** Says RTCP BYE, closes the ports and tells the final counts. */
    public CompletableFuture<ReceiverStats> stop() {
        var stopped = new CompletableFuture<ReceiverStats>();
        loop.execute(() -> {
            end();
            stopped.complete(published);
        });
        return stopped;
    }

    private void end() {
        try {
            if (running) {
                running = false;
                loop.cancel(reportTimer);
                loop.cancel(sample);
                // what has arrived counts, though nobody has looked at it yet
                link.drain();
                if (answered) {
                    send(report().bye().finish());
                }
            }
            link.close();
            if (order != null) {
                order.finish();
            }
            if (recording != null) {
                recording.close();
            }
        } catch (IOException failure) {
            log.atWarn().setCause(failure).log("receiver not closed cleanly");
        }
        publish(loop.nanoTime());
    }

    /** The counts of a moment ago; exact after {@link #stop}. */
    public ReceiverStats stats() {
        return published;
    }

    private void onRtp(ByteBuffer datagram, long nowNanos) {
        int length = datagram.limit();
        int header = length == 0 ? -1 : RtpHeader.headerBytes(datagram, 0, length);
        if (header < 0 || RtpHeader.version(datagram, 0) != RtpHeader.VERSION) {
            broken++;
            return;
        }
        int payload = length - header - RtpHeader.paddingBytes(datagram, 0, length);
        if (payload < 0) {
            broken++;
            return;
        }
        noteTime(nowNanos);
        noteSource(RtpHeader.ssrc(datagram, 0));
        packets++;
        payloadBytes += payload;
        bitrate.add(nowNanos, payload);
        if (RtpHeader.marker(datagram, 0)) {
            frames++;
        }
        int sequence = RtpHeader.sequence(datagram, 0);
        reception.onPacket(sequence, RtpHeader.timestamp(datagram, 0), nowNanos);
        if (order != null) {
            order.accept(sequence, datagram, header, payload);
        }
    }

    private void noteTime(long nowNanos) {
        if (packets == 0) {
            firstPacketNanos = nowNanos;
        } else {
            longestGapNanos = Math.max(longestGapNanos, nowNanos - lastPacketNanos);
        }
        lastPacketNanos = nowNanos;
    }

    private void noteSource(int seen) {
        if (packets == 0) {
            ssrc = seen;
        } else if (ssrc != seen) {
            ssrc = seen;
            ssrcChanges++;
            reception.restart();
            if (order != null) {
                order.restart();
            }
        }
    }

    private final class Reports extends RtpLoop.Timed {
        @Override
        long runAt(long nowNanos) {
            if (answered) {
                send(report().finish());
            }
            return nowNanos + reportInterval.toNanos();
        }
    }

    private RtcpReports report() {
        if (packets == 0) {
            return reports.empty();
        }
        return reports.receiver(ssrc, reception, heard.lastSr(), heard.delaySinceLastSr(loop.nanoTime()));
    }

    private void send(ByteBuffer report) {
        if (link.sendRtcp(report)) {
            receiverReports++;
        }
    }

    private final class Sample extends RtpLoop.Timed {
        @Override
        long runAt(long nowNanos) {
            publish(nowNanos);
            return nowNanos + SAMPLE_NANOS;
        }
    }

    private void publish(long nowNanos) {
        published = new ReceiverStats(
                packets,
                payloadBytes,
                frames,
                reception.lost(),
                reception.reordered(),
                reception.duplicates(),
                broken,
                packets == 0 ? OptionalLong.empty() : OptionalLong.of(Integer.toUnsignedLong(ssrc)),
                ssrcChanges,
                Duration.ofNanos(reception.jitterNanos()),
                Duration.ofNanos(longestGapNanos),
                bitrate.bitsPerSecond(nowNanos),
                packets == 0 ? OptionalLong.empty() : OptionalLong.of(firstPacketNanos),
                heard.count(),
                receiverReports,
                heard.isEnded(),
                connections);
    }
}
