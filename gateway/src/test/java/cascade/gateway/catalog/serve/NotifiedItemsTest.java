package cascade.gateway.catalog.serve;

import static cascade.gateway.catalog.CatalogItems.camera;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.Edition;
import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.gb.manscdp.CatalogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotifiedItemsTest {

    private static SharedChange change(CatalogEvent event) {
        return new SharedChange(event, camera("37280600001320000001").build());
    }

    @ParameterizedTest
    @EnumSource(CatalogEvent.class)
    void tellsEachEventByItsNameSince2016(CatalogEvent event) {
        assertThat(new NotifiedItems(Edition.GB2016).of(change(event)).event()).contains(event);
        assertThat(new NotifiedItems(Edition.GB2022).of(change(event)).event()).contains(event);
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "VLOST", "DEFECT"})
    void tellsAnUpperOf2011ThatAChannelWithoutVideoIsOff(CatalogEvent event) {
        assertThat(new NotifiedItems(Edition.GB2011).of(change(event)).event()).contains(CatalogEvent.OFF);
    }

    @Test
    void tellsAnUpperOf2011WholeItemsAsTheyAre() {
        assertThat(new NotifiedItems(Edition.GB2011).of(change(CatalogEvent.ADD)))
                .isEqualTo(change(CatalogEvent.ADD).toNotified());
    }
}
