package cascade.gateway.catalog.keep;

import cascade.gateway.catalog.tree.KeptPage;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Channel trees that a former process kept. Immutable, any thread.
 *
 * @param pages of each lower, by their numbers
 * @param heads of the same; a lower without one is nobody's
 */
public record KeptTrees(Map<String, List<KeptPage>> pages, Map<String, KeptHead> heads) {

    /** Of a process that kept nothing. */
    public static final KeptTrees NONE = new KeptTrees(Map.of(), Map.of());

    private static final Logger LOG = LoggerFactory.getLogger(KeptTrees.class);

    public KeptTrees {
        pages = Map.copyOf(pages);
        heads = Map.copyOf(heads);
    }

    /**
     * Reads the records of the kind CHANNEL, which for a city takes a second: off the loop. One that cannot be read is left
     * out with a log line; the lower's next answer brings its channels again.
     */
    public static KeptTrees read(Map<String, Buffer> records) {
        var pages = new HashMap<String, List<KeptPage>>();
        var heads = new HashMap<String, KeptHead>();
        records.forEach((text, record) -> {
            try {
                PageRecord.Key key = PageRecord.Key.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("its key is none of ours"));
                if (key.page().isPresent()) {
                    KeptPage page = PageRecord.read(key.page().get(), record);
                    pages.computeIfAbsent(key.lower(), first -> new ArrayList<>())
                            .add(page);
                } else {
                    heads.put(key.lower(), KeptHead.read(record));
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
                LOG.atWarn()
                        .addKeyValue("record", text)
                        .addKeyValue("cause", unreadable.getMessage())
                        .log("kept channels cannot be read and are left out");
            }
        });
        pages.values().forEach(list -> list.sort(Comparator.comparingInt(KeptPage::number)));
        return new KeptTrees(pages, heads);
    }

    /** Pages of a lower, in the order of their numbers. */
    public List<KeptPage> of(String lower) {
        return pages.getOrDefault(lower, List.of());
    }

    /** Whether what is kept under that name is that platform's. */
    public boolean isOf(String lower, String deviceId) {
        return head(lower).filter(head -> head.deviceId().equals(deviceId)).isPresent();
    }

    public boolean wasOnline(String lower) {
        return head(lower).filter(KeptHead::online).isPresent();
    }

    private Optional<KeptHead> head(String lower) {
        return Optional.ofNullable(heads.get(lower));
    }

    /** The lowers of which something is kept. */
    public Set<String> lowers() {
        var all = new LinkedHashSet<>(pages.keySet());
        all.addAll(heads.keySet());
        return all;
    }
}
