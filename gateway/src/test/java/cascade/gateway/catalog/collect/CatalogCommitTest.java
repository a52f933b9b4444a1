package cascade.gateway.catalog.collect;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogCommitTest {

    private static final int PER_TURN = CatalogCommit.CHANNELS_PER_TURN;
    private static final int CHANNELS = 3 * PER_TURN + 1;
    private static final Duration TURN = Duration.ofMillis(1);

    private final FakeTime time = new FakeTime();
    private final ChannelTree tree = new ChannelTree(10_000);
    private final NotifiedMeanwhile meanwhile = new NotifiedMeanwhile(10_000);
    private final CatalogCommit commit = new CatalogCommit("a", tree, new Timer(time), update -> {});
    private final List<Integer> changedInATurn = new ArrayList<>();
    private int done;

    CatalogCommitTest() {
        tree.online("a", true);
        tree.addListener((lower, changes) -> changedInATurn.add(changes.size()));
    }

    private static String channel(int number) {
        return "3728060000132%07d".formatted(number);
    }

    private static List<CatalogItem> cameras() {
        return IntStream.range(0, CHANNELS)
                .mapToObj(number -> camera(channel(number)).build())
                .toList();
    }

    private void run(List<DeviceId> deleted, List<CatalogItem> items) {
        commit.write(items, meanwhile);
        commit.finish(deleted, items, meanwhile, () -> done++);
    }

    private void notify(CatalogItem item) {
        tree.apply("a", List.of(item));
        meanwhile.note(List.of(item));
    }

    private Optional<TreeNode> node(int number) {
        return tree.find(new ChannelRef("a", id(channel(number))));
    }

    @Test
    @FieldReport(value = "load 8", part = "an answer is committed some hundred channels a turn")
    void noTurnWritesMoreThanItsShare() {
        run(List.of(), cameras());

        assertThat(changedInATurn).containsExactly(PER_TURN);
        assertThat(commit.isRunning()).isTrue();
        time.pass(TURN.multipliedBy(10));

        assertThat(changedInATurn).containsExactly(PER_TURN, PER_TURN, PER_TURN, 1);
        assertThat(commit.isRunning()).isFalse();
        assertThat(done).isEqualTo(1);
    }

    @Test
    void aSmallCatalogIsWrittenAtOnce() {
        run(List.of(), cameras().subList(0, PER_TURN));

        assertThat(tree.nodes("a")).hasSize(PER_TURN);
        assertThat(done).isEqualTo(1);
    }

    @Test
    void whatIsNotifiedBetweenTheTurnsIsNewerThanWhatIsStillToBeWritten() {
        run(List.of(), cameras());

        notify(camera(channel(CHANNELS - 1))
                .name("new name")
                .event(CatalogEvent.ADD)
                .build());
        notify(CatalogItem.of(id(channel(CHANNELS - 1)), CatalogEvent.OFF));
        notify(CatalogItem.of(id(channel(CHANNELS - 2)), CatalogEvent.DEL));
        notify(CatalogItem.of(id(channel(CHANNELS - 3)), CatalogEvent.DEFECT));
        time.pass(TURN.multipliedBy(10));

        assertThat(node(CHANNELS - 1).orElseThrow()).satisfies(node -> {
            assertThat(node.item().name()).contains("new name");
            assertThat(node.state()).isEqualTo(ChannelState.OFF);
        });
        assertThat(node(CHANNELS - 2)).isEmpty();
        assertThat(node(CHANNELS - 3).orElseThrow().state()).isEqualTo(ChannelState.DEFECT);
    }

    @Test
    void whatIsNotifiedBeforeItsDeletionStays() {
        tree.merge("a", cameras());
        changedInATurn.clear();
        run(cameras().stream().map(CatalogItem::deviceId).toList(), List.of());

        notify(CatalogItem.of(id(channel(CHANNELS - 1)), CatalogEvent.OFF));
        time.pass(TURN.multipliedBy(10));

        assertThat(tree.nodes("a"))
                .extracting(TreeNode::ref)
                .containsExactly(new ChannelRef("a", id(channel(CHANNELS - 1))));
        assertThat(changedInATurn).allMatch(changes -> changes <= PER_TURN);
    }

    @Test
    void oneThatIsCancelledWritesNothingMore() {
        run(List.of(), cameras());

        commit.cancel();
        time.pass(TURN.multipliedBy(10));

        assertThat(tree.nodes("a")).hasSize(PER_TURN);
        assertThat(done).isZero();
    }
}
