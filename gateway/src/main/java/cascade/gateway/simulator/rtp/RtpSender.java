package cascade.gateway.simulator.rtp;

import cascade.gateway.media.rtp.RtcpWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RTP sender of a clip at its real rate, or of a recording at the rate that its player asks for: frames evenly and the
 * packets of a frame spread over its interval (GB/T 28181-2016 4.3.6), with sender reports on the port above; reads the
 * receiver's reports. Starts with a key frame at its first packet.
 *
 * <p>Runs on its {@link RtpLoop}; the public methods may be called from any thread.
 */
public final class RtpSender {

    private static final Logger log = LoggerFactory.getLogger(RtpSender.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SAMPLE_NANOS = 200_000_000L;

    private final RtpLoop loop;
    private final MediaLink link;
    private final SendPlan plan;
    private final RtpPacketizer packetizer;
    private final Playhead playhead;
    private final Runnable onEnd;
    private final @Nullable PsRecording recording;
    private final RtcpReports reports;
    private final ReceiverReports heard;
    private final InstantSource wall;
    private final ByteBuffer packet =
            ByteBuffer.allocateDirect(RtpPacketizer.HEADER_BYTES + RtpPacketizer.MAX_PAYLOAD_BYTES);
    private final Packets packetTimer = new Packets();
    private final Reports reportTimer = new Reports();
    private final Sample sample = new Sample();

    private long packets;
    private long payloadBytes;
    private long withheld;
    private long failures;
    private long senderReports;
    private volatile SenderStats published = SenderStats.NONE;
    private long stoppedNanos;
    private boolean begun;
    private long connections;
    private boolean running;

    /**
     * @param playhead what is sent, and when
     * @param recording gets the whole program stream, withheld packets too; closed with the sender
     * @param onEnd runs on the loop after the last packet of a recording
     */
    public RtpSender(
            RtpLoop loop,
            MediaLink link,
            Playhead playhead,
            SendPlan plan,
            InstantSource wall,
            Optional<PsRecording> recording,
            Runnable onEnd) {
        this.loop = loop;
        this.link = link;
        this.plan = plan;
        this.packetizer = new RtpPacketizer(
                playhead.clip(), plan.ssrc(), plan.payloadType(), plan.firstSequence(), plan.firstTimestamp());
        this.packetizer.goTo(playhead.frame());
        this.playhead = playhead;
        this.onEnd = onEnd;
        this.reports = new RtcpReports(plan.ssrc(), plan.cname());
        this.heard = new ReceiverReports(plan.ssrc(), wall);
        this.wall = wall;
        this.recording = recording.orElse(null);
    }

    /** Sends from now on until {@link #stop}. Idempotent: the ACK comes after media that did not wait for it. */
    public void start() {
        loop.execute(this::begin);
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        try {
            link.peer(plan.remoteRtp());
            link.open(new Ear());
        } catch (IOException failure) {
            log.atError().setCause(failure).log("camera cannot open its media");
        }
    }

    /** Films while its packets can leave; what comes to the RTP port of a camera is for nobody. */
    private final class Ear implements MediaLink.Ear {

        @Override
        public void onReady() {
            long now = loop.nanoTime();
            connections++;
            if (connections > 1) {
                // goes on with the next packet, as if the time between had not been
                playhead.shift(now - stoppedNanos);
            } else {
                playhead.begin(now);
            }
            running = true;
            schedulePackets();
            loop.schedule(reportTimer, now + plan.reportInterval().toNanos() / 2);
            loop.schedule(sample, now + SAMPLE_NANOS);
        }

        @Override
        public void onLost() {
            stoppedNanos = loop.nanoTime();
            pause();
        }

        @Override
        public void onRtp(ByteBuffer packet, long nowNanos) {
            // read all the same, so that it does not fill the kernel's buffer
        }

        @Override
        public void onRtcp(ByteBuffer packet, long nowNanos) {
            heard.read(packet);
        }
    }

    private void schedulePackets() {
        if (running && playhead.isMoving()) {
            loop.schedule(packetTimer, dueOfNextPacket());
        }
    }

    /** Changes what is sent behind the frame that is under way; before the start too. */
    public CompletableFuture<NextPacket> control(PlayChange change) {
        var changed = new CompletableFuture<NextPacket>();
        loop.execute(() -> {
            loop.cancel(packetTimer);
            while (running && packetizer.packetOfFrame() > 0) {
                sendPacket();
            }
            playhead.apply(change, loop.nanoTime());
            packetizer.goTo(playhead.frame());
            schedulePackets();
            changed.complete(new NextPacket(
                    packetizer.sequence(), Integer.toUnsignedLong(packetizer.timestamp(playhead.frame()))));
        });
        return changed;
    }

    private void pause() {
        running = false;
        loop.cancel(packetTimer);
        loop.cancel(reportTimer);
        loop.cancel(sample);
        publish();
    }

    /** Says RTCP BYE, closes the ports and tells the final counts. */
    public CompletableFuture<SenderStats> stop() {
        var ended = new CompletableFuture<SenderStats>();
        loop.execute(() -> {
            end();
            ended.complete(published);
        });
        return ended;
    }

    private void end() {
        if (running) {
            sendReport(senderReport().bye().finish());
        }
        pause();
        try {
            link.close();
            if (recording != null) {
                recording.close();
            }
        } catch (IOException failure) {
            log.atWarn().setCause(failure).log("camera stream not closed cleanly");
        }
    }

    /** The counts of a moment ago; exact after {@link #stop}. */
    public SenderStats stats() {
        return published;
    }

    private final class Packets extends RtpLoop.Timed {
        @Override
        long runAt(long nowNanos) {
            long behind = nowNanos - dueOfNextPacket();
            if (behind > NANOS_PER_SECOND) {
                // the machine slept: go on from here, as a camera would, instead of sending it all at once
                playhead.shift(behind);
            }
            while (running && playhead.isMoving() && dueOfNextPacket() - nowNanos <= 0) {
                sendPacket();
            }
            return running && playhead.isMoving() ? dueOfNextPacket() : RtpLoop.NEVER;
        }
    }

    private long dueOfNextPacket() {
        return playhead.dueNanos(packetizer.packetOfFrame(), packetizer.packetsOfFrame());
    }

    private void sendPacket() {
        packetizer.next(packet);
        int payload = packet.remaining() - RtpPacketizer.HEADER_BYTES;
        if (recording != null) {
            recording.append(packet, RtpPacketizer.HEADER_BYTES, payload);
        }
        if (plan.isWithheld(packets + withheld)) {
            withheld++;
        } else if (link.sendRtp(packet)) {
            packets++;
            payloadBytes += payload;
        } else {
            failures++;
        }
        if (packetizer.packetOfFrame() == 0) {
            onFrameSent();
        }
    }

    private void onFrameSent() {
        playhead.advance();
        packetizer.goTo(playhead.frame());
        if (playhead.isOver()) {
            onEnd.run();
        }
    }

    private final class Reports extends RtpLoop.Timed {
        @Override
        long runAt(long nowNanos) {
            sendReport(senderReport().finish());
            return running ? nowNanos + plan.reportInterval().toNanos() : RtpLoop.NEVER;
        }
    }

    private RtcpReports senderReport() {
        int timestamp = packetizer.timestamp(0) + (int) playhead.ticksAt(loop.nanoTime());
        return reports.sender(RtcpWriter.ntp(wall.instant()), timestamp, packets, payloadBytes);
    }

    private void sendReport(ByteBuffer report) {
        if (link.sendRtcp(report)) {
            senderReports++;
        } else {
            failures++;
        }
    }

    private final class Sample extends RtpLoop.Timed {
        @Override
        long runAt(long nowNanos) {
            publish();
            return nowNanos + SAMPLE_NANOS;
        }
    }

    private void publish() {
        published = new SenderStats(
                playhead.sent(),
                packets,
                payloadBytes,
                withheld,
                failures,
                senderReports,
                heard.count(),
                heard.last(),
                connections);
    }
}
