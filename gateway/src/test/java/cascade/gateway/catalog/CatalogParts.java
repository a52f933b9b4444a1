package cascade.gateway.catalog;

import static cascade.gateway.catalog.CatalogItems.camera;

import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.sip.Manscdp;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of a catalog answer of numbered cameras. */
final class CatalogParts {

    private static final String LOWER_ID = "37280600002000000001";

    private CatalogParts() {}

    static CatalogQuery query(ServerTransaction transaction) {
        return (CatalogQuery) Manscdp.read(transaction.request().body());
    }

    static CatalogResponse part(CatalogQuery query, int sum, int from, int to) {
        return CatalogResponse.part(query.sn(), query.deviceId(), sum, items(from, to));
    }

    static List<CatalogItem> items(int from, int to) {
        return ids(from, to).stream().map(id -> camera(id, LOWER_ID).build()).toList();
    }

    static List<String> ids(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj("3728060000132%07d"::formatted)
                .toList();
    }
}
