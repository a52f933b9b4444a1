package cascade.gateway.media.relay;

import cascade.gateway.media.OwnerTotals;

/** Adds up the legs of one owner. Filled on a loop, then handed over whole. */
final class OwnerTally {

    private final LegCounters in = new LegCounters();
    private final LegCounters out = new LegCounters();
    private long lost;
    private long ssrcChanges;

    void addSource(LegCounters counters, long lostPackets, long changes) {
        add(in, counters);
        lost += lostPackets;
        ssrcChanges += changes;
    }

    void addViewer(LegCounters counters) {
        add(out, counters);
    }

    void add(OwnerTally other) {
        add(in, other.in);
        add(out, other.out);
        lost += other.lost;
        ssrcChanges += other.ssrcChanges;
    }

    OwnerTotals totals() {
        LegCounters both = new LegCounters();
        add(both, in);
        add(both, out);
        return new OwnerTotals(
                in.packets,
                in.bytes,
                out.packets,
                out.bytes,
                lost,
                both.sendFailures,
                ssrcChanges,
                LegCounters.dropsOf(both.dropped),
                LegCounters.rtcpOf(both.rtcpIn),
                LegCounters.rtcpOf(both.rtcpOut));
    }

    private static void add(LegCounters sum, LegCounters part) {
        sum.packets += part.packets;
        sum.bytes += part.bytes;
        sum.sendFailures += part.sendFailures;
        add(sum.dropped, part.dropped);
        add(sum.rtcpIn, part.rtcpIn);
        add(sum.rtcpOut, part.rtcpOut);
    }

    private static void add(long[] sum, long[] part) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += part[i];
        }
    }
}
