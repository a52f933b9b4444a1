package cascade.gateway.simulator.rtp;

import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.simulator.tone.ALaw;
import cascade.gateway.simulator.tone.ToneMeter;
import cascade.gateway.simulator.tone.ToneSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * End of a voice session: sends a tone as PCMA, 20 ms a packet (GB/T 28181-2016 9.12), and measures what comes. Runs on its
 * {@link RtpLoop}; the public methods may be called from any thread.
 */
public final class VoiceEnd {

    private static final Logger log = LoggerFactory.getLogger(VoiceEnd.class);
    private static final long PACKET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int PACKET_SAMPLES = ALaw.RATE_HZ / 50;

    private final RtpLoop loop;
    private final MediaLink link;
    private final int ssrc;
    private final Optional<ToneSource> tone;
    private final ToneMeter meter = new ToneMeter();
    private final Packets packets = new Packets();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(RtpHeader.FIXED_BYTES + PACKET_SAMPLES);
    private boolean begun;
    private boolean ended;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    /** @param tone what it says; empty: it listens only */
    public VoiceEnd(RtpLoop loop, MediaLink link, int ssrc, Optional<ToneSource> tone) {
        this.loop = loop;
        this.link = link;
        this.ssrc = ssrc;
        this.tone = tone;
    }

    public int rtpPort() {
        return link.rtpPort();
    }

    /** Speaks and hears from now on; {@code remote} is what the other side's SDP names. Idempotent. */
    public void start(InetSocketAddress remote) {
        loop.execute(() -> begin(remote));
    }

    private void begin(InetSocketAddress remote) {
        if (begun || ended) {
            return;
        }
        begun = true;
        try {
            link.peer(remote);
            link.open(new Ear());
        } catch (IOException failure) {
            log.atError().setCause(failure).log("voice cannot open its media");
        }
    }

    private final class Ear implements MediaLink.Ear {
        @Override
        public void onReady() {
            if (tone.isPresent()) {
                loop.schedule(packets, loop.nanoTime());
            }
        }

        @Override
        public void onLost() {
            loop.cancel(packets);
        }

        @Override
        public void onRtp(ByteBuffer heard, long nowNanos) {
            int header = RtpHeader.headerBytes(heard, 0, heard.limit());
            if (header > 0) {
                received.incrementAndGet();
                meter.add(heard.position(header));
            }
        }

        @Override
        public void onRtcp(ByteBuffer report, long nowNanos) {
            // nobody asks what became of a tone
        }
    }

    private final class Packets extends RtpLoop.Timed {
        private long due;

        @Override
        long runAt(long nowNanos) {
            due = due == 0 ? nowNanos : due + PACKET_NANOS;
            send();
            return due + PACKET_NANOS;
        }
    }

    private void send() {
        packet.clear();
        int number = (int) sent.get();
        RtpHeader.write(packet, 0, number == 0, ALaw.PAYLOAD_TYPE, number + 1, number * PACKET_SAMPLES, ssrc);
        packet.position(RtpHeader.FIXED_BYTES);
        tone.ifPresent(source -> source.fill(packet));
        packet.flip();
        if (link.sendRtp(packet)) {
            sent.incrementAndGet();
        }
    }

    public long packetsSent() {
        return sent.get();
    }

    public long packetsReceived() {
        return received.get();
    }

    /** As {@link ToneMeter#share}. */
    public double share(double hz) {
        return meter.share(hz);
    }

    /** Falls silent and gives its port back. Idempotent. */
    public void stop() {
        loop.execute(() -> {
            ended = true;
            loop.cancel(packets);
            try {
                link.close();
            } catch (IOException failure) {
                log.atWarn().setCause(failure).log("voice did not close its media");
            }
        });
    }
}
