package cascade.gateway.admin;

import cascade.gateway.admin.view.LegView;
import cascade.gateway.admin.view.StreamState;
import cascade.gateway.admin.view.StreamView;
import cascade.gateway.admin.view.ViewerView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Streams in short for the live events: bitrate of each side, and loss since the last time. Figures are rounded, so that
 * what has not really changed is not told again. Confined to one use at a time.
 */
final class StreamRates {

    private static final double HUNDREDTHS_OF_A_PERCENT = 10_000;

    private record Counted(long packets, long lost) {

        double lossSince(Counted before) {
            long missing = lost - before.lost;
            long all = packets - before.packets + missing;
            return missing <= 0 || all <= 0 ? 0 : (double) missing / all;
        }
    }

    /** What one upper takes of a stream. */
    private static final class Taken {
        int viewers;
        int silent;
        long bps;
        double loss;
    }

    private Map<String, Counted> before = Map.of();
    private Map<String, Counted> now = new HashMap<>();
    private long bpsIn;
    private long bpsOut;
    private long viewers;
    private long silent;

    /** The next rows are of a new time. */
    void next() {
        before = now;
        now = new HashMap<>();
        bpsIn = 0;
        bpsOut = 0;
        viewers = 0;
        silent = 0;
    }

    /** Counts a stream, whether a row of it is told or not. */
    void count(StreamView stream) {
        LegView leg = stream.leg();
        now.put(stream.id(), new Counted(leg.packets(), leg.lost().orElse(0)));
        bpsIn += leg.bitrateBps();
        silent += stream.state() == StreamState.RUNNING && leg.bitrateBps() == 0 ? 1 : 0;
        viewers += stream.viewers().size();
        for (ViewerView viewer : stream.viewers()) {
            bpsOut += viewer.leg().bitrateBps();
        }
    }

    /** Row of a stream that has been counted. */
    JsonObject row(StreamView stream) {
        LegView leg = stream.leg();
        var counted = new Counted(leg.packets(), leg.lost().orElse(0));
        Counted last = before.get(stream.id());
        return new JsonObject()
                .put("id", stream.id())
                .put("kind", stream.kind().label())
                .put("domain", stream.domain())
                .put("channelId", stream.channelId())
                .put("state", stream.state().label())
                .put("since", stream.since().toString())
                .put("bps", rounded(leg.bitrateBps()))
                .put("loss", last == null ? 0 : rounded(counted.lossSince(last)))
                .put("lost", leg.lost().orElse(0))
                .put("video", stream.media().flatMap(media -> media.video()).orElse(null))
                .put("uppers", uppers(stream));
    }

    /** Of what was counted since {@link #next}. */
    JsonObject totals() {
        return new JsonObject()
                .put("count", now.size())
                .put("viewers", viewers)
                .put("silent", silent)
                .put("bpsIn", bpsIn)
                .put("bpsOut", bpsOut);
    }

    private JsonArray uppers(StreamView stream) {
        Map<String, Taken> byUpper = new TreeMap<>();
        for (ViewerView viewer : stream.viewers()) {
            Taken taken = byUpper.computeIfAbsent(viewer.domain(), first -> new Taken());
            LegView leg = viewer.leg();
            taken.viewers++;
            taken.silent += leg.bitrateBps() == 0 ? 1 : 0;
            taken.bps += leg.bitrateBps();
            taken.loss = Math.max(taken.loss, leg.quality().fractionLost().orElse(0));
        }
        var array = new JsonArray();
        byUpper.forEach((upper, taken) -> array.add(new JsonObject()
                .put("domain", upper)
                .put("viewers", taken.viewers)
                .put("silent", taken.silent)
                .put("bps", rounded(taken.bps))
                .put("loss", rounded(taken.loss))));
        return array;
    }

    /** Three significant digits. */
    private static long rounded(long bps) {
        long step = 1;
        while (bps / step >= 1_000) {
            step *= 10;
        }
        return (bps + step / 2) / step * step;
    }

    private static double rounded(double fraction) {
        return Math.round(fraction * HUNDREDTHS_OF_A_PERCENT) / HUNDREDTHS_OF_A_PERCENT;
    }
}
