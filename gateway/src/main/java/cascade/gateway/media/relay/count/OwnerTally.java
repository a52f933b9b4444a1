package cascade.gateway.media.relay.count;

import cascade.gateway.media.OwnerTotals;

/** Sum of the counters of one owner's legs. Filled on a loop, then handed over whole. */
public final class OwnerTally {

    private final LegCounters in = new LegCounters();
    private final LegCounters out = new LegCounters();
    private long lost;
    private long ssrcChanges;

    public void addSource(LegCounters counters, long lostPackets, long changes) {
        in.addAll(counters);
        lost += lostPackets;
        ssrcChanges += changes;
    }

    public void addViewer(LegCounters counters, long lostPackets) {
        out.addAll(counters);
        lost += lostPackets;
    }

    public void add(OwnerTally other) {
        in.addAll(other.in);
        out.addAll(other.out);
        lost += other.lost;
        ssrcChanges += other.ssrcChanges;
    }

    public OwnerTotals totals() {
        LegCounters both = new LegCounters();
        both.addAll(in);
        both.addAll(out);
        return new OwnerTotals(
                in.packets,
                in.bytes,
                out.packets,
                out.bytes,
                lost,
                both.sendFailures,
                ssrcChanges,
                both.dropped.toMap(),
                both.rtcpIn.toMap(),
                both.rtcpOut.toMap());
    }
}
