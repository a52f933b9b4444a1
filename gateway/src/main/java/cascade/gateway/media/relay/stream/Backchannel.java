package cascade.gateway.media.relay.stream;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaEvent.SpeakerSilent;
import cascade.gateway.media.PayloadTypes;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.media.relay.count.OwnerTally;
import cascade.gateway.media.relay.leg.Inlet;
import cascade.gateway.media.relay.leg.Outlet;
import cascade.gateway.media.relay.leg.SenderPath;
import cascade.gateway.media.relay.loop.MediaLoop;
import cascade.gateway.media.rtp.RtcpWriter;
import cascade.gateway.media.rtp.RtpHeader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Backchannel of a two-way voice session (语音对讲, {@code s=Talk} of GB/T 28181-2016 annex F): RTP of the viewer, judged
 * and counted as a source's, sent to the source by the leg that its own packets come in by (symmetric RTP, <a
 * href="https://datatracker.ietf.org/doc/html/rfc4961">RFC 4961</a>). It goes there under the SSRC that the source's SDP
 * names, which is that of the session in either direction. Loop thread; a packet allocates nothing.
 */
final class Backchannel {

    private static final ReportedTo[] NOBODY = {};

    private final StreamSpec stream;
    private final long streamId;
    private final long viewerId;
    private final long speakerTimeoutNanos;
    private final String speakerOwner;
    private final SourceLeg source;
    private final SourceLeg speaker;
    private final Inlet inlet;
    private final PacketBatch batch;
    private final @Nullable PayloadTypes renumbering;
    private final LegCounters sent = new LegCounters();
    private final RtcpTerminator reports;
    private final ReportedTo[] listener = {new Listener()};
    private final MediaLoop loop;
    private boolean silenceTold;

    /**
     * @param viewerId of the leg that the speaker's RTP comes in by
     * @param stream spec of the source leg, whose timeouts and RTCP hold for the speaker as well
     * @param viewer spec of that leg
     * @param local its address
     * @param inlet leads to the source
     */
    Backchannel(
            long streamId,
            long viewerId,
            StreamSpec stream,
            SourceLeg source,
            Inlet inlet,
            ViewerSpec viewer,
            LegAddress local,
            Outlet outlet,
            RtcpCapture capture,
            MediaLoop loop) {
        this.streamId = streamId;
        this.viewerId = viewerId;
        this.speakerTimeoutNanos = viewer.speakerTimeout().orElse(Duration.ZERO).toNanos();
        this.stream = stream;
        this.speakerOwner = viewer.owner();
        this.source = source;
        this.inlet = inlet;
        this.batch = loop.batch();
        this.loop = loop;
        this.renumbering = viewer.payloadTypes().orElse(null);
        this.speaker = new SourceLeg(
                speakerSpec(stream, viewer),
                local,
                new OutletPath(outlet),
                new LegCounters(),
                capture,
                loop.probeMemory(),
                loop.sourceMoveAfter(),
                loop.nanoTime());
        this.reports = new RtcpTerminator(speaker, new SentReports(), viewer.ssrc(), loop.clock(), loop.scratch());
        expect(viewer);
    }

    private static StreamSpec speakerSpec(StreamSpec stream, ViewerSpec viewer) {
        return new StreamSpec(
                viewer.owner(),
                viewer.network(),
                viewer.transport(),
                viewer.framing(),
                viewer.ssrc(),
                stream.noMediaTimeout(),
                stream.mediaTimeout(),
                stream.goneAfter(),
                viewer.rtcpCheck(),
                stream.rtcp(),
                viewer.peerNetworks(),
                Duration.ZERO);
    }

    /** Leads back to the speaker. */
    private record OutletPath(Outlet outlet) implements SenderPath {
        @Override
        public void onConfirmed(InetSocketAddress from) {
            // the viewer's leg goes on sending where its SDP says
        }

        @Override
        public void sendRtcp(ByteBuffer packet, InetSocketAddress to) {
            outlet.sendRtcp(packet, to);
        }

        @Override
        public boolean isConnected() {
            return outlet.isConnected();
        }
    }

    /** The source, in which the speaker is heard. */
    private final class Listener implements ReportedTo {
        @Override
        public void writeSenderReport(ByteBuffer to, long ntp, int timestamp, byte[] cname) {
            long payloadBytes = sent.bytes - sent.packets * RtpHeader.FIXED_BYTES;
            RtcpWriter.senderReport(to, source.announcedSsrc(), ntp, timestamp, sent.packets, payloadBytes);
            RtcpWriter.description(to, source.announcedSsrc(), cname);
        }

        @Override
        public void sendRtcp(ByteBuffer packet) {
            source.sendRtcp(packet);
        }
    }

    /** Where the viewer's SDP says that it sends from. */
    void expect(ViewerSpec viewer) {
        speaker.expect(
                new SourceAnswer(
                        viewer.remote(),
                        viewer.remoteRtcp(),
                        OptionalInt.of(viewer.ssrc()),
                        Set.of(),
                        Set.of(),
                        source.clockRateHz()),
                loop.nanoTime());
    }

    /** TCP: what comes by this connection is the speaker's. */
    void onConnected(InetSocketAddress peer) {
        speaker.onConnected(peer);
    }

    boolean isOf(ViewerLeg viewer) {
        return viewer.id() == viewerId;
    }

    SourceLeg speaker() {
        return speaker;
    }

    void onRtp(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos) {
        if (speaker.admit(memory, offset, length, from, nowNanos)) {
            batch.add(memory, offset, length);
            if (batch.isFull()) {
                send();
            }
        }
    }

    /** All that was admitted leaves. */
    void send() {
        if (batch.count() == 0) {
            return;
        }
        try {
            @Nullable InetSocketAddress to = target();
            if (to == null) {
                sent.dropped.count(DropReason.NO_SOURCE, batch.count());
                return;
            }
            for (int i = 0; i < batch.count(); i++) {
                RtpHeader.setSsrc(batch.memory(), batch.offset(i), source.announcedSsrc());
            }
            PayloadTypes numbers = renumbering;
            if (numbers != null) {
                ViewerLeg.swap(batch, numbers);
            }
            inlet.sendRtp(batch, to, sent);
        } finally {
            batch.clear();
        }
    }

    /** Where its SDP says; where that is another host than its packets come from, a NAT is between us, or it named no port. */
    private @Nullable InetSocketAddress target() {
        @Nullable InetSocketAddress announced = source.announced();
        @Nullable InetSocketAddress latched = source.remote();
        if (announced == null || latched == null) {
            return announced == null || announced.getPort() == 0 ? null : announced;
        }
        boolean usable = announced.getPort() != 0 && announced.getAddress().equals(latched.getAddress());
        return usable ? announced : latched;
    }

    /** The speaker's sender report: ours to it refer to that. */
    void noteSenderReport(int sender, int middleNtp, long nowNanos) {
        speaker.noteSenderReport(sender, middleNtp, nowNanos);
    }

    /**
     * @param control takes an event, or refuses it with false
     * @param listening false while the viewer has put the session on hold: then its silence means nothing
     */
    void check(long nowNanos, boolean listening, Predicate<MediaEvent> control) {
        speaker.check(nowNanos);
        long silent = speaker.silentNanos(nowNanos);
        if (!speaker.heard() || !listening || speakerTimeoutNanos == 0 || silent < speakerTimeoutNanos) {
            silenceTold = false;
        } else if (!silenceTold) {
            silenceTold = control.test(new SpeakerSilent(streamId, viewerId, Duration.ofNanos(silent)));
        }
        if (stream.rtcp() == RtcpMode.TERMINATE) {
            reports.check(nowNanos, speaker.heard() ? listener : NOBODY);
        }
    }

    SourceStats stats() {
        return speaker.stats(loop.clock());
    }

    /** @param ended whether nothing more can come */
    void addTo(Function<String, OwnerTally> tallies, boolean ended) {
        speaker.addTo(tallies.apply(speakerOwner), ended);
        tallies.apply(stream.owner()).addViewer(sent, 0);
    }

    void close() {
        speaker.close();
    }
}
