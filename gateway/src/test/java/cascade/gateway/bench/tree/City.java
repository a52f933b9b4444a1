package cascade.gateway.bench.tree;

import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import cascade.config.domain.Share;
import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.share.part.RebuildPace;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogItemBuilder;
import cascade.gateway.time.Turns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * City of lower domains, each of areas, recorders of sixteen cameras and their cameras, as a platform describes them in some
 * 500 bytes of XML each: names, addresses, network addresses and places differ.
 */
final class City {

    private static final int CAMERAS_OF_A_RECORDER = 16;
    private static final int AREAS = 20;

    private final Map<String, LowerDomainConfig> lowers = new LinkedHashMap<>();

    City(int count) {
        for (int i = 0; i < count; i++) {
            String name = "lower-" + i;
            lowers.put(name, CatalogConfigs.lower(name, id(i, 200, 1)).build());
        }
    }

    List<String> lowers() {
        return List.copyOf(lowers.keySet());
    }

    /** A view whose parts are made at once. */
    ShareView view(ChannelTree tree) {
        return view(tree, Turns.AT_ONCE);
    }

    ShareView view(ChannelTree tree, Turns turns) {
        Share[] all = lowers.keySet().stream().map(CatalogConfigs::all).toArray(Share[]::new);
        UpperDomainConfig upper = CatalogConfigs.upper(all).build();
        CatalogItem platform = CatalogItem.builder(new DeviceId(CatalogConfigs.GATEWAY_ID))
                .name("gateway")
                .build();
        return new ShareView(upper, lowers, tree, platform, RebuildPace.of(turns), problem -> {
            throw new IllegalStateException(problem.toString());
        });
    }

    /** The catalog of a lower, every string of it new as out of a parser. */
    List<CatalogItem> catalog(int lower, int channels) {
        var items = new ArrayList<CatalogItem>();
        String platform = id(lower, 200, 1);
        items.add(item(platform).name("平台" + lower).status("ON").build());
        for (int i = 0; i < AREAS; i++) {
            items.add(item(area(lower, i)).name("街道办事处" + i).build());
        }
        for (int i = 0; items.size() < channels; i++) {
            if (i % CAMERAS_OF_A_RECORDER == 0) {
                items.add(recorder(lower, i));
            }
            items.add(camera(lower, i));
        }
        return items;
    }

    CatalogItem recorder(int lower, int camera) {
        return item(recorderId(lower, camera))
                .name("录像机" + camera)
                .manufacturer(fresh("Hikvision"))
                .civilCode(area(lower, camera / CAMERAS_OF_A_RECORDER))
                .parentIds(List.of(new DeviceId(id(lower, 200, 1))))
                .status(fresh("ON"))
                .build();
    }

    CatalogItem camera(int lower, int index) {
        return item(id(lower, 132, index))
                .name("人民路" + index % 1000 + "号东侧路口枪机" + index)
                .manufacturer(fresh("Hikvision"))
                .model(fresh("DS-2CD3T46WD-I5"))
                .owner(fresh("Owner"))
                .civilCode(area(lower, index / CAMERAS_OF_A_RECORDER))
                .address("人民路" + index % 1000 + "号对面")
                .parental(fresh("0"))
                .parentIds(List.of(new DeviceId(recorderId(lower, index))))
                .safetyWay(fresh("0"))
                .registerWay(fresh("1"))
                .secrecy(fresh("0"))
                .ipAddress("10." + (index >> 16) + "." + (index >> 8 & 255) + "." + (index & 255))
                .port(fresh("5060"))
                .status(fresh("ON"))
                .longitude("117.%06d".formatted(index % 1_000_000))
                .latitude("36.%06d".formatted(index * 7 % 1_000_000))
                .build();
    }

    private static CatalogItemBuilder item(String id) {
        return CatalogItem.builder(new DeviceId(id));
    }

    private static String recorderId(int lower, int camera) {
        return id(lower, 118, camera / CAMERAS_OF_A_RECORDER);
    }

    private static String area(int lower, int index) {
        return "37%02d%02d%02d".formatted(lower / 100 + 1, lower % 100, index % AREAS);
    }

    private static String id(int lower, int type, int serial) {
        return "37%02d%02d0000%03d0%06d".formatted(lower / 100 + 1, lower % 100, type, serial);
    }

    /** A parser makes a string of its own for every element. */
    private static String fresh(String text) {
        return new String(text.toCharArray());
    }
}
