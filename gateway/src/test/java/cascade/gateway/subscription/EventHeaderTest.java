package cascade.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventHeaderTest {

    @ParameterizedTest
    @CsvSource({
        "Catalog;id=945357, true, false",
        "Catalog, true, false",
        "catalog ; id=1, true, false",
        "presence, false, true",
        "Presence;id=7, false, true",
        "Alarm, false, false",
        "CatalogX, false, false"
    })
    void tellsTheCatalogFromOtherEvents(String value, boolean catalog, boolean presence) {
        var event = new EventHeader(value);

        assertThat(event.isCatalog()).isEqualTo(catalog);
        assertThat(event.isPresence()).isEqualTo(presence);
    }
}
