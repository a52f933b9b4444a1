package cascade.monitoring;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Meters of the media relay. The relay counts in plain fields of its own loops; a sampler publishes sums per domain,
 * and the suppliers given here hand them out.
 *
 * <p>Suppliers are called on the scraping thread: they return a published value (volatile or atomic) at once. A total
 * includes the legs that have ended and never falls. Watching a series again replaces its supplier.
 */
public final class MediaMeters {

    private final Instruments instruments;

    MediaMeters(Instruments instruments) {
        this.instruments = instruments;
    }

    /** RTP accepted from (in) or sent to (out) the domain. */
    public void watchRtp(String domain, Direction direction, LongSupplier packets, LongSupplier bytes) {
        instruments.watchTotal(MeterName.RTP_PACKETS, packets, domain, direction.label());
        instruments.watchTotal(MeterName.RTP_BYTES, bytes, domain, direction.label());
    }

    /** Missing by sequence number on what a lower sends us; on what we send an upper, as its reports tell. */
    public void watchLost(String domain, LongSupplier packets) {
        instruments.watchTotal(MeterName.RTP_LOST_PACKETS, packets, domain);
    }

    /** From a source that was neither negotiated nor learned. */
    public void watchForeign(String domain, LongSupplier packets) {
        instruments.watchTotal(MeterName.RTP_FOREIGN_PACKETS, packets, domain);
    }

    /** @param reason a constant of the code */
    public void watchDropped(String domain, String reason, LongSupplier packets) {
        instruments.watchTotal(MeterName.RTP_DROPPED_PACKETS, packets, domain, reason);
    }

    public void watchSsrcChanges(String domain, LongSupplier changes) {
        instruments.watchTotal(MeterName.RTP_SSRC_CHANGES, changes, domain);
    }

    /**
     * @param domain the lower
     * @param zeroPacket streams that have not brought a packet since the answer, at the last sample
     * @param silent streams that have ceased to
     */
    public void watchStreams(String domain, LongSupplier zeroPacket, LongSupplier silent) {
        instruments.watchLevel(MeterName.ZERO_PACKET_STREAMS, zeroPacket::getAsLong, domain);
        instruments.watchLevel(MeterName.SILENT_STREAMS, silent::getAsLong, domain);
    }

    /**
     * @param domain the upper
     * @param oneWay viewers that the packets of their streams do not reach, at the last sample
     */
    public void watchViewers(String domain, LongSupplier oneWay) {
        instruments.watchLevel(MeterName.ONE_WAY_STREAMS, oneWay::getAsLong, domain);
    }

    /** What the kernel dropped before we could read it. */
    public void watchSocketDrops(String network, SocketKind socket, LongSupplier datagrams) {
        instruments.watchTotal(MeterName.SOCKET_DROPS, datagrams, network, socket.label());
    }

    public void watchFaults(MediaFault kind, LongSupplier faults) {
        instruments.watchTotal(MeterName.MEDIA_FAULTS, faults, kind.label());
    }

    /** @param type a constant of the code: {@code sr}, {@code rr} ... */
    public void watchRtcp(String domain, Direction direction, String type, LongSupplier packets) {
        instruments.watchTotal(MeterName.RTCP_PACKETS, packets, domain, direction.label(), type);
    }

    /** As a viewer's latest report tells it, once a report. */
    public void roundTrip(String domain, Duration roundTrip) {
        instruments.time(MeterName.RTP_ROUND_TRIP, roundTrip, domain);
    }

    /** The number of relay ports of the network that are in this state now. */
    public void watchPorts(String network, PortState state, LongSupplier ports) {
        instruments.watchLevel(MeterName.MEDIA_PORTS, ports::getAsLong, network, state.label());
    }

    /** The jitter of one live leg from the domain at this sample. */
    public void jitter(String domain, Duration jitter) {
        instruments.time(MeterName.RTP_JITTER, jitter, domain);
    }
}
