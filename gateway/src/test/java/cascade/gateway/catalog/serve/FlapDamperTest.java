package cascade.gateway.catalog.serve;

import static cascade.gateway.catalog.CatalogItems.camera;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.gateway.CatalogConfig;
import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.testkit.ConfigText;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlapDamperTest {

    private static final String ONE = "37280600001320000001";
    private static final String TWO = "37280600001320000002";
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final FakeTime time = new FakeTime();
    private final List<SharedChange> told = new ArrayList<>();
    private FlapDamper damper;

    @BeforeEach
    void open() {
        CatalogConfig settings = settings("flap-limit = 3, flap-period = 1m");
        damper = new FlapDamper(() -> settings, new Timer(time), told::addAll);
    }

    private static CatalogConfig settings(String catalog) {
        return ConfigText.load("""
                gateway {
                  device-id = "37280600002000000001"
                  networks.lan { sip { bind = "127.0.0.1" }, media { ports = "20000-20099" } }
                  catalog { %s }
                }
                """.formatted(catalog)).catalog();
    }

    private void changes(String id, CatalogEvent... events) {
        for (CatalogEvent event : events) {
            told.addAll(damper.pass(List.of(change(id, event))));
        }
    }

    private static SharedChange change(String id, CatalogEvent event) {
        return new SharedChange(event, camera(id).build());
    }

    private List<CatalogEvent> events() {
        return told.stream().map(SharedChange::event).toList();
    }

    @Test
    void tellsAsManyChangesAtOnceAsTheLimitLetsAndTheLastStateWhenThePeriodIsOver() {
        changes(ONE, CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF);
        changes(ONE, CatalogEvent.ON);
        assertThat(events()).containsExactly(CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF);

        time.pass(PERIOD);

        assertThat(events()).containsExactly(CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF, CatalogEvent.ON);
    }

    @Test
    void tellsAChannelThatGoesOnFlappingOnceInEachPeriod() {
        for (int second = 0; second < 600; second++) {
            changes(ONE, second % 2 == 0 ? CatalogEvent.OFF : CatalogEvent.ON);
            time.pass(Duration.ofSeconds(1));
        }
        time.pass(PERIOD);

        assertThat(told).hasSizeLessThanOrEqualTo(3 + 11);
        assertThat(events().getLast()).isEqualTo(CatalogEvent.ON);
    }

    @Test
    void tellsEachChangeAgainOfAChannelThatWasSteadyForAPeriod() {
        changes(ONE, CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF, CatalogEvent.ON);
        time.pass(PERIOD.multipliedBy(2));
        told.clear();

        changes(ONE, CatalogEvent.OFF);

        assertThat(events()).containsExactly(CatalogEvent.OFF);
    }

    @Test
    void dampsEachChannelForItself() {
        changes(ONE, CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF, CatalogEvent.ON);
        told.clear();

        changes(TWO, CatalogEvent.OFF);

        assertThat(told).containsExactly(change(TWO, CatalogEvent.OFF));
    }

    @Test
    void tellsNothingMoreOfAChannelThatEndsWhereItWasToldToBe() {
        changes(ONE, CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF);
        told.clear();

        time.pass(PERIOD);

        assertThat(told).isEmpty();
    }

    @Test
    void tellsTheLastStateAllTheSameToAnUpperThatWasAnsweredAQueryMeanwhile() {
        changes(ONE, CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF, CatalogEvent.ON);
        damper.onQueried();
        changes(ONE, CatalogEvent.OFF);
        told.clear();

        time.pass(PERIOD);

        assertThat(events()).containsExactly(CatalogEvent.OFF);
    }

    @Test
    void letsWholeItemsAndDeletionsPassWhichSayHowAChannelIs() {
        changes(ONE, CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF, CatalogEvent.ON);
        told.clear();

        changes(ONE, CatalogEvent.UPDATE, CatalogEvent.DEL);
        time.pass(PERIOD);

        assertThat(events()).containsExactly(CatalogEvent.UPDATE, CatalogEvent.DEL);
    }

    @Test
    void handsOutWhatItKeepsBackWhenNobodyIsToldAnyMore() {
        changes(ONE, CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF, CatalogEvent.ON);

        assertThat(damper.drain()).containsExactly(change(ONE, CatalogEvent.ON));
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void tellsEachChangeWhereThePeriodIsNone() {
        CatalogConfig off = settings("flap-limit = 1, flap-period = 0s");
        damper = new FlapDamper(() -> off, new Timer(time), told::addAll);

        changes(ONE, CatalogEvent.OFF, CatalogEvent.ON, CatalogEvent.OFF);

        assertThat(told).hasSize(3);
    }
}
