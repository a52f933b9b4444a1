package cascade.gateway.domain.identify;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.time.LogBudget;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Memory of who was turned away, one entry a source host, so that one who shouts hides nobody else; bounded, the one that
 * was silent longest is forgotten first, a scanner before a source that comes near a configured domain. Control loop only.
 */
public final class StrangerBook {

    /** Hosts that are remembered. */
    static final int MAX_SOURCES = 256;
    /** Between two log lines about one source. */
    private static final Duration SOURCE_INTERVAL = Duration.ofMinutes(1);
    /** Between two log lines about sources that come near no domain; there may be as many of them as there are addresses. */
    private static final Duration FAR_INTERVAL = Duration.ofSeconds(1);
    /** Log lines a minute about sources that come near one domain: one that moves or is behind NAT has some addresses. */
    private static final int NEAR_LINES = 20;

    private record Source(String network, InetAddress host) {}

    private static final class Entry {
        final LogBudget lines;
        Stranger last;

        Entry(Stranger last, LogBudget lines) {
            this.last = last;
            this.lines = lines;
        }
    }

    private final LongSupplier nanoTime;
    private final LogBudget farLines;
    /** By the domain that they come near; sources may be forged. */
    private final Map<String, LogBudget> nearLines = new HashMap<>();
    /** The one that was heard last is the last. */
    private final Map<Source, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    public StrangerBook(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.farLines = new LogBudget(FAR_INTERVAL, nanoTime);
    }

    /**
     * Notes one more request.
     *
     * @return lines left out since the last about this source, where one may be written now
     */
    public OptionalLong note(SipPeer from, Stranger seen) {
        var source = new Source(from.network(), from.host());
        Entry entry = entries.get(source);
        if (entry == null) {
            makeRoom();
            entry = new Entry(seen, new LogBudget(SOURCE_INTERVAL, nanoTime));
            entries.put(source, entry);
        } else {
            entry.last = new Stranger(
                    seen.network(),
                    seen.address(),
                    seen.id(),
                    seen.method(),
                    seen.reason(),
                    entry.last.count() + 1,
                    entry.last.first(),
                    seen.last(),
                    seen.nearest());
        }
        OptionalLong may = entry.lines.tryTake();
        return may.isPresent() && linesOf(seen).tryTake().isEmpty() ? OptionalLong.empty() : may;
    }

    private LogBudget linesOf(Stranger seen) {
        return seen.nearest()
                .map(domain ->
                        nearLines.computeIfAbsent(domain, name -> new LogBudget(NEAR_LINES, SOURCE_INTERVAL, nanoTime)))
                .orElse(farLines);
    }

    /** Those that were heard last come first. */
    public List<Stranger> list() {
        var all = new ArrayList<Stranger>(entries.size());
        entries.values().forEach(entry -> all.add(entry.last));
        Collections.reverse(all);
        return all;
    }

    private void makeRoom() {
        if (entries.size() >= MAX_SOURCES) {
            entries.remove(longestSilent());
        }
    }

    private @Nullable Source longestSilent() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().last.nearest().isEmpty())
                .findFirst()
                .or(() -> entries.entrySet().stream().findFirst())
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
