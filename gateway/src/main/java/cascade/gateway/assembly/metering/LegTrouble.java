package cascade.gateway.assembly.metering;

import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Legs of one domain without packets, at one sample.
 *
 * @param zeroPacket sources that have sent none since the answer
 * @param silent sources that have ceased to
 * @param oneWay viewers that none reaches while their source sends
 */
record LegTrouble(int zeroPacket, int silent, int oneWay) {

    static final LegTrouble NONE = new LegTrouble(0, 0, 0);

    /** By domain; a domain without any is not among them. */
    static Map<String, LegTrouble> of(List<StreamStats> streams, Duration silentAfter) {
        Map<String, LegTrouble> byDomain = new HashMap<>();
        for (StreamStats stream : streams) {
            SourceStats source = stream.source();
            if (source.silentFor().isEmpty()) {
                continue;
            }
            if (source.silentFor().get().compareTo(silentAfter) >= 0) {
                boolean never = source.packets() == 0;
                add(byDomain, source.owner(), new LegTrouble(never ? 1 : 0, never ? 0 : 1, 0));
            } else {
                for (ViewerStats viewer : stream.viewers()) {
                    if (source.packets() > 0 && viewer.unreachedFor().compareTo(silentAfter) >= 0) {
                        add(byDomain, viewer.owner(), new LegTrouble(0, 0, 1));
                    }
                }
            }
        }
        return byDomain;
    }

    private static void add(Map<String, LegTrouble> byDomain, String domain, LegTrouble more) {
        byDomain.merge(domain, more, LegTrouble::plus);
    }

    private LegTrouble plus(LegTrouble other) {
        return new LegTrouble(zeroPacket + other.zeroPacket, silent + other.silent, oneWay + other.oneWay);
    }
}
