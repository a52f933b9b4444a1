package cascade.gateway.assembly.metering;

import cascade.gateway.assembly.view.Labels;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.OwnerTotals;
import cascade.gateway.media.rtp.RtcpType;
import cascade.monitoring.Direction;
import cascade.monitoring.MediaMeters;
import cascade.monitoring.Role;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Media series of one domain in the metrics. Packets, bytes, losses and foreign packets exist from the start; what has a
 * reason or a type in its labels exists once it has counted something, or ten thousand domains make a page of a hundred
 * megabytes. Control loop only; the totals are read by whoever scrapes.
 */
final class DomainMediaSeries {

    private final MediaMeters meters;
    private final String domain;
    private final Supplier<Optional<OwnerTotals>> totals;
    private volatile LegTrouble trouble = LegTrouble.NONE;
    private final Set<DropReason> dropped = EnumSet.noneOf(DropReason.class);
    private final Set<RtcpType> rtcpIn = EnumSet.noneOf(RtcpType.class);
    private final Set<RtcpType> rtcpOut = EnumSet.noneOf(RtcpType.class);
    private boolean sendFailed;

    /** @param totals of the domain, empty before it had a leg; from any thread */
    DomainMediaSeries(MediaMeters meters, String domain, Supplier<Optional<OwnerTotals>> totals) {
        this.meters = meters;
        this.domain = domain;
        this.totals = totals;
    }

    private long total(ToLongFunction<OwnerTotals> figure) {
        return totals.get().map(figure::applyAsLong).orElse(0L);
    }

    /** Makes those exist that are there from the start. */
    void begin(Role role) {
        switch (role) {
            case LOWER -> {
                meters.watchSsrcChanges(domain, () -> total(OwnerTotals::ssrcChanges));
                meters.watchStreams(domain, () -> trouble.zeroPacket(), () -> trouble.silent());
            }
            case UPPER -> meters.watchViewers(domain, () -> trouble.oneWay());
        }
        meters.watchRtp(
                domain, Direction.IN, () -> total(OwnerTotals::rtpPacketsIn), () -> total(OwnerTotals::rtpBytesIn));
        meters.watchRtp(
                domain, Direction.OUT, () -> total(OwnerTotals::rtpPacketsOut), () -> total(OwnerTotals::rtpBytesOut));
        meters.watchLost(domain, () -> total(OwnerTotals::rtpLost));
        meters.watchForeign(domain, () -> total(OwnerTotals::foreignPackets));
    }

    /** The same for all senders that no leg belongs to: what came and went no further. */
    void beginUnowned() {
        meters.watchForeign(domain, () -> total(OwnerTotals::foreignPackets));
        for (DropReason reason : DropReason.values()) {
            watchDropped(reason);
        }
    }

    /** Makes those exist that have counted something by now. */
    void onSample(OwnerTotals sample) {
        counted(sample.dropped(), DropReason.class).forEach(this::watchDropped);
        if (sample.sendFailures() > 0 && !sendFailed) {
            sendFailed = true;
            meters.watchDropped(domain, "send-failed", () -> total(OwnerTotals::sendFailures));
        }
        for (RtcpType type : counted(sample.rtcpIn(), RtcpType.class)) {
            if (rtcpIn.add(type)) {
                meters.watchRtcp(
                        domain,
                        Direction.IN,
                        Labels.of(type),
                        () -> total(now -> now.rtcpIn().getOrDefault(type, 0L)));
            }
        }
        for (RtcpType type : counted(sample.rtcpOut(), RtcpType.class)) {
            if (rtcpOut.add(type)) {
                meters.watchRtcp(
                        domain,
                        Direction.OUT,
                        Labels.of(type),
                        () -> total(now -> now.rtcpOut().getOrDefault(type, 0L)));
            }
        }
    }

    /** Its legs without packets, as last sampled. */
    void onSample(LegTrouble sample) {
        trouble = sample;
    }

    private static <E extends Enum<E>> Set<E> counted(Map<E, Long> counts, Class<E> type) {
        Set<E> some = EnumSet.noneOf(type);
        counts.forEach((each, count) -> {
            if (count > 0) {
                some.add(each);
            }
        });
        return some;
    }

    private void watchDropped(DropReason reason) {
        if (!reason.isForeign() && dropped.add(reason)) {
            meters.watchDropped(
                    domain, Labels.of(reason), () -> total(now -> now.dropped().getOrDefault(reason, 0L)));
        }
    }
}
