package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Pool of what catalog items have in common (hash consing): items that went through one pool share manufacturers, civil
 * codes, parents and all other fields that few differ in. It holds nothing that no item uses any longer, and stops
 * growing at a limit, beyond which items keep their own. Confined to one thread.
 */
public final class ItemPool {

    /** Distinct combinations; a city has some thousands. */
    private static final int MOST = 1 << 16;

    private final Map<ItemTraits, WeakReference<ItemTraits>> traits = new WeakHashMap<>();
    private final Map<List<XmlNode>, WeakReference<List<XmlNode>>> extras = new WeakHashMap<>();
    private final Map<String, WeakReference<String>> texts = new WeakHashMap<>();
    private final Map<DeviceId, WeakReference<DeviceId>> ids = new WeakHashMap<>();

    /** An equal item, made of shared parts. */
    @SuppressWarnings("ReferenceEquality") // being the very same is what it is about
    public CatalogItem share(CatalogItem item) {
        ItemTraits shared = traits(item.traits());
        List<XmlNode> extra = item.extra().isEmpty() ? item.extra() : known(extras, item.extra(), item.extra());
        return shared == item.traits() && extra == item.extra()
                ? item
                : new CatalogItem(
                        item.deviceId(), item.own(), shared, extra, item.event().orElse(null));
    }

    private ItemTraits traits(ItemTraits own) {
        @Nullable WeakReference<ItemTraits> ref = traits.get(own);
        @Nullable ItemTraits known = ref == null ? null : ref.get();
        return known == null ? known(traits, own, ofSharedTexts(own)) : known;
    }

    private ItemTraits ofSharedTexts(ItemTraits own) {
        @Nullable DeviceId group = own.businessGroupId();
        return new ItemTraits(
                text(own.manufacturer()),
                text(own.model()),
                text(own.owner()),
                text(own.civilCode()),
                text(own.parental()),
                own.parentIds().stream().map(id -> known(ids, id, id)).toList(),
                text(own.safetyWay()),
                text(own.registerWay()),
                text(own.secrecy()),
                text(own.port()),
                text(own.status()),
                group == null ? null : known(ids, group, group));
    }

    private @Nullable String text(@Nullable String text) {
        return text == null ? null : known(texts, text, text);
    }

    /** @param first kept when no equal one is known */
    private static <T> T known(Map<T, WeakReference<T>> pool, T key, T first) {
        @Nullable WeakReference<T> ref = pool.get(key);
        @Nullable T known = ref == null ? null : ref.get();
        if (known != null) {
            return known;
        }
        if (pool.size() < MOST) {
            pool.put(first, new WeakReference<>(first));
        }
        return first;
    }
}
