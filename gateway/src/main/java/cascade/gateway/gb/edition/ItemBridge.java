package cascade.gateway.gb.edition;

import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogItemBuilder;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.List;
import java.util.Set;

/**
 * Bridge of catalog items (GB/T 28181-2016 annex O, 2022 annex J): Owner, which a device must have until 2016, and what of
 * certificates and of signatures went with it in 2022. Fields that 2022 asks for and an older lower does not tell are nobody's to
 * make up. Immutable, any thread.
 *
 * @param from edition of the lower
 * @param to edition of the upper
 */
public record ItemBridge(GbEdition from, GbEdition to) {

    private static final Set<String> GONE_IN_2022 = Set.of("certnum", "certifiable", "errcode", "endtime");

    /** Owner of a device of which only the maker is known, or nothing. */
    private static final String UNKNOWN = "0";

    /** Writes over a builder of that item what is otherwise in the upper's edition. */
    public void apply(CatalogItem item, CatalogItemBuilder shape, List<XmlNode> extra) {
        if (from.is2022() == to.is2022()) {
            return;
        }
        if (to.is2022()) {
            shape.owner(null)
                    .safetyWay(null)
                    .extra(extra.stream().filter(ItemBridge::isKept).toList());
        } else if (item.deviceId().nodeKind() == NodeKind.DEVICE && item.owner().isEmpty()) {
            shape.owner(item.manufacturer().filter(maker -> !maker.isEmpty()).orElse(UNKNOWN));
        }
    }

    private static boolean isKept(XmlNode element) {
        return GONE_IN_2022.stream().noneMatch(element::isNamed);
    }
}
