package cascade.gateway.simulator.rtp;

import cascade.gateway.media.rtp.RtcpWriter;
import cascade.gateway.simulator.video.VideoClip;
import cascade.gateway.simulator.video.VideoSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a clip at its real rate, its frames evenly and the packets of a frame spread over its interval (GB/T 28181-2016
 * 4.3.6), with sender reports on the port above, and reads the receiver's reports. Starts with a key frame at its first
 * packet.
 *
 * <p>Runs on its {@link MediaLoop}; {@link #start}, {@link #stop} and {@link #stats} may be called from any thread.
 */
public final class RtpSender {

    private static final Logger log = LoggerFactory.getLogger(RtpSender.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SAMPLE_NANOS = 200_000_000L;

    private final MediaLoop loop;
    private final PortPair ports;
    private final SendPlan plan;
    private final RtpPacketizer packetizer;
    private final FramePace pace;
    private final @Nullable PsRecording recording;
    private final RtcpReports reports;
    private final ReceiverReports heard;
    private final InstantSource wall;
    private final ByteBuffer packet =
            ByteBuffer.allocateDirect(RtpPacketizer.HEADER_BYTES + RtpPacketizer.MAX_PAYLOAD_BYTES);
    private final ByteBuffer control;
    private final Packets packetTimer = new Packets();
    private final Reports reportTimer = new Reports();
    private final Sample sample = new Sample();

    private long startNanos;
    private long packets;
    private long payloadBytes;
    private long withheld;
    private long failures;
    private long senderReports;
    private volatile SenderStats published = SenderStats.NONE;
    private boolean running;

    /** @param recording gets the whole program stream, withheld packets too; closed with the sender */
    public RtpSender(
            MediaLoop loop,
            PortPair ports,
            VideoClip clip,
            SendPlan plan,
            InstantSource wall,
            Optional<PsRecording> recording) {
        this.loop = loop;
        this.ports = ports;
        this.control = loop.datagram();
        this.plan = plan;
        this.packetizer =
                new RtpPacketizer(clip, plan.ssrc(), plan.payloadType(), plan.firstSequence(), plan.firstTimestamp());
        this.pace = new FramePace(clip.settings().framesPerSecond());
        this.reports = new RtcpReports(plan.ssrc(), plan.cname());
        this.heard = new ReceiverReports(plan.ssrc(), wall);
        this.wall = wall;
        this.recording = recording.orElse(null);
    }

    /** Sends from now on until {@link #stop}. */
    public void start() {
        loop.execute(this::begin);
    }

    private void begin() {
        try {
            loop.read(ports.rtcp(), this::readReports);
            // what comes to the RTP port of a camera is for nobody, but must not fill the kernel's buffer
            loop.read(ports.rtp(), this::discard);
        } catch (IOException failure) {
            log.atError().setCause(failure).log("camera cannot read its ports");
            return;
        }
        running = true;
        startNanos = loop.nanoTime();
        loop.schedule(packetTimer, startNanos);
        loop.schedule(reportTimer, startNanos + plan.reportInterval().toNanos() / 2);
        loop.schedule(sample, startNanos + SAMPLE_NANOS);
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
            running = false;
            loop.cancel(packetTimer);
            loop.cancel(reportTimer);
            loop.cancel(sample);
            sendReport(senderReport().bye().finish());
        }
        publish();
        try {
            ports.close();
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

    private final class Packets extends MediaLoop.Timed {
        @Override
        long runAt(long nowNanos) {
            long behind = nowNanos - dueOfNextPacket();
            if (behind > NANOS_PER_SECOND) {
                // the machine slept: go on from here, as a camera would, instead of sending it all at once
                startNanos += behind;
            }
            while (dueOfNextPacket() - nowNanos <= 0) {
                sendPacket();
            }
            return dueOfNextPacket();
        }
    }

    private long dueOfNextPacket() {
        return startNanos + pace.dueNanos(packetizer.frame(), packetizer.packetOfFrame(), packetizer.packetsOfFrame());
    }

    private void sendPacket() {
        packetizer.next(packet);
        int payload = packet.remaining() - RtpPacketizer.HEADER_BYTES;
        if (recording != null) {
            recording.append(packet, RtpPacketizer.HEADER_BYTES, payload);
        }
        if (plan.isWithheld(packets + withheld)) {
            withheld++;
            return;
        }
        if (send(ports.rtp(), plan.remoteRtp(), packet)) {
            packets++;
            payloadBytes += payload;
        }
    }

    private boolean send(DatagramChannel channel, InetSocketAddress to, ByteBuffer bytes) {
        try {
            if (channel.send(bytes, to) > 0) {
                return true;
            }
        } catch (IOException refused) {
            log.atDebug().addKeyValue("address", to).setCause(refused).log("packet not sent");
        }
        failures++;
        return false;
    }

    private final class Reports extends MediaLoop.Timed {
        @Override
        long runAt(long nowNanos) {
            sendReport(senderReport().finish());
            return nowNanos + plan.reportInterval().toNanos();
        }
    }

    private RtcpReports senderReport() {
        long elapsed = loop.nanoTime() - startNanos;
        int timestamp = packetizer.timestamp(0) + (int) (elapsed * VideoSettings.CLOCK_HZ / NANOS_PER_SECOND);
        return reports.sender(RtcpWriter.ntp(wall.instant()), timestamp, packets, payloadBytes);
    }

    private void sendReport(ByteBuffer report) {
        if (send(ports.rtcp(), plan.remoteRtcp(), report)) {
            senderReports++;
        }
    }

    private void readReports(DatagramChannel channel) throws IOException {
        control.clear();
        while (channel.receive(control) != null) {
            control.flip();
            heard.read(control);
            control.clear();
        }
    }

    private void discard(DatagramChannel channel) throws IOException {
        control.clear();
        while (channel.receive(control) != null) {
            control.clear();
        }
    }

    private final class Sample extends MediaLoop.Timed {
        @Override
        long runAt(long nowNanos) {
            publish();
            return nowNanos + SAMPLE_NANOS;
        }
    }

    private void publish() {
        published = new SenderStats(
                packetizer.frame(),
                packets,
                payloadBytes,
                withheld,
                failures,
                senderReports,
                heard.count(),
                heard.last());
    }
}
