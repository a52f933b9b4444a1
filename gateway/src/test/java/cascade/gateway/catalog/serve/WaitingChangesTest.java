package cascade.gateway.catalog.serve;

import static cascade.gateway.catalog.CatalogItems.camera;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingChangesTest {

    private static final String ONE = "37280600001320000001";
    private static final String TWO = "37280600001320000002";

    private final WaitingChanges changes = new WaitingChanges();

    @Test
    @FieldReport(value = "load 9", part = "changes of one channel become one")
    void keepsOneChangeOfEachChannelInTheOrderOfTheLast() {
        changes.add(List.of(off(ONE), off(TWO), on(ONE)));

        assertThat(ready()).containsExactly(off(TWO), on(ONE));
    }

    @Test
    void tellsAStateOfANewChannelInItsItem() {
        changes.add(List.of(add(ONE, "ON"), new SharedChange(CatalogEvent.OFF, item(ONE, "OFF"))));

        assertThat(ready()).containsExactly(add(ONE, "OFF"));
    }

    @Test
    void tellsNothingOfAChannelThatCameAndWentBeforeTheUpperHeardOfIt() {
        changes.add(List.of(add(ONE, "ON"), del(ONE)));

        assertThat(changes.isEmpty()).isTrue();
    }

    @Test
    void tellsTheDeletionOfAChannelThatTheUpperMayHaveFromAQuery() {
        changes.addInitial(List.of(add(ONE, "ON")));
        changes.add(List.of(del(ONE)));

        assertThat(ready()).containsExactly(del(ONE));
    }

    @Test
    void tellsTheDeletionOfANewChannelThatWasInAnAnswerMeanwhile() {
        changes.add(List.of(add(ONE, "ON")));
        changes.mayBeKnown();
        changes.add(List.of(del(ONE)));

        assertThat(ready()).containsExactly(del(ONE));
    }

    @Test
    void tellsAChannelThatWentAndCameBackAsAnUpdate() {
        changes.add(List.of(del(ONE), add(ONE, "ON")));

        assertThat(ready()).containsExactly(new SharedChange(CatalogEvent.UPDATE, item(ONE, "ON")));
    }

    @Test
    @FieldReport(value = "F16", part = "in the right order")
    void f16TellsWhatWasRefusedAgainBeforeWhatIsNewerAndNeverTheOlderState() {
        changes.add(List.of(off(ONE), off(TWO)));
        WaitingChanges.Batch batch = changes.send(2);
        changes.add(List.of(on(TWO)));
        assertThat(changes.size()).isEqualTo(3);

        assertThat(changes.refused(batch)).isEqualTo(1);

        assertThat(ready()).containsExactly(off(ONE), on(TWO));
    }

    @Test
    void f16TellsTheDeletionOfANewChannelWhoseNotifyWasRefused() {
        changes.add(List.of(add(ONE, "ON")));
        changes.refused(changes.send(1));
        changes.add(List.of(del(ONE)));

        assertThat(ready()).containsExactly(del(ONE));
    }

    @Test
    void neverTellsOfAChannelWhileAnAnswerToAnotherChangeOfItIsAwaited() {
        changes.add(List.of(off(ONE), off(TWO)));
        WaitingChanges.Batch first = changes.send(1);
        changes.add(List.of(on(ONE)));
        assertThat(ready()).containsExactly(off(TWO));

        changes.taken(first);

        assertThat(ready()).containsExactly(off(TWO), on(ONE));
    }

    @Test
    void countsHowOftenAChangeWasToldInVain() {
        changes.add(List.of(off(ONE)));
        assertThat(changes.refused(changes.send(1))).isEqualTo(1);
        changes.add(List.of(on(ONE)));

        assertThat(changes.refused(changes.send(1))).isEqualTo(2);
    }

    @Test
    void hasEverythingThatWasNotTakenWhenItIsRecalled() {
        changes.add(List.of(off(ONE), add(TWO, "ON")));
        changes.send(1);
        changes.send(1);
        changes.add(List.of(on(ONE)));

        changes.recall();

        assertThat(ready()).containsExactly(on(ONE), add(TWO, "ON"));
    }

    /**
     * A model: an upper that does what each change says, in whatever order the NOTIFYs come to it, ends with what the
     * changes without any waiting would make. What it refuses it may have obeyed.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20260228, 37280600})
    @FieldReport(value = "F16", part = "never a wrong tree, at random")
    void leavesTheUpperWithTheTreeThatIsWhateverIsRefused(long seed) {
        var random = new Random(seed);
        var truth = new HashMap<String, String>();
        var upper = new HashMap<String, String>();
        var underWay = new ArrayList<OnItsWay>();
        for (int step = 0; step < 20_000; step++) {
            String id = "3728060000132000000" + random.nextInt(6);
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> changes.add(List.of(next(id, random, truth)));
                case 3, 4 -> send(random.nextInt(4), underWay);
                default -> arrive(underWay, random, upper);
            }
        }
        while (!underWay.isEmpty() || !changes.isEmpty()) {
            send(4, underWay);
            arrive(underWay, random, upper);
        }

        assertThat(changes.size()).isZero();
        assertThat(upper).isEqualTo(truth);
    }

    private record OnItsWay(WaitingChanges.Batch batch, List<SharedChange> told) {}

    private void send(int most, List<OnItsWay> underWay) {
        List<SharedChange> told = changes.ready().limit(most).toList();
        if (!told.isEmpty()) {
            underWay.add(new OnItsWay(changes.send(told.size()), told));
        }
    }

    private void arrive(List<OnItsWay> underWay, Random random, Map<String, String> upper) {
        if (underWay.isEmpty()) {
            return;
        }
        OnItsWay notify = underWay.remove(random.nextInt(underWay.size()));
        boolean taken = random.nextInt(3) > 0;
        if (taken || random.nextBoolean()) {
            notify.told().forEach(change -> obey(change, upper));
        }
        if (taken) {
            changes.taken(notify.batch());
        } else {
            changes.refused(notify.batch());
        }
    }

    private List<SharedChange> ready() {
        return changes.ready().toList();
    }

    private static void obey(SharedChange change, Map<String, String> upper) {
        String id = change.item().deviceId().value();
        switch (change.event()) {
            case ADD, UPDATE -> upper.put(id, change.item().status().orElseThrow());
            case DEL -> upper.remove(id);
            case ON, OFF, VLOST, DEFECT ->
                assertThat(upper.replace(id, change.event().name()))
                        .as("a channel that the upper has")
                        .isNotNull();
        }
    }

    /** A change that can happen to the channel now. */
    private static SharedChange next(String id, Random random, Map<String, String> truth) {
        String status = random.nextBoolean() ? "ON" : "OFF";
        if (!truth.containsKey(id)) {
            truth.put(id, status);
            return add(id, status);
        }
        if (random.nextInt(3) == 0) {
            truth.remove(id);
            return del(id);
        }
        truth.put(id, status);
        CatalogEvent event = random.nextBoolean() ? CatalogEvent.UPDATE : CatalogEvent.valueOf(status);
        return new SharedChange(event, item(id, status));
    }

    private static CatalogItem item(String id, String status) {
        return camera(id).status(status).build();
    }

    private static SharedChange add(String id, String status) {
        return new SharedChange(CatalogEvent.ADD, item(id, status));
    }

    private static SharedChange del(String id) {
        return new SharedChange(CatalogEvent.DEL, item(id, "ON"));
    }

    private static SharedChange on(String id) {
        return new SharedChange(CatalogEvent.ON, item(id, "ON"));
    }

    private static SharedChange off(String id) {
        return new SharedChange(CatalogEvent.OFF, item(id, "OFF"));
    }
}
