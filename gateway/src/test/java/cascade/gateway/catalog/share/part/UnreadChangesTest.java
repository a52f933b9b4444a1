package cascade.gateway.catalog.share.part;

import static cascade.gateway.catalog.CatalogItems.camera;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.catalog.tree.CatalogChange;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.field.FieldReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnreadChangesTest {

    private final UnreadChanges unread = new UnreadChanges();

    private static List<CatalogChange> changes(int count) {
        var tree = new ChannelTree(count);
        var changes = new ArrayList<CatalogChange>();
        tree.addListener((lower, more) -> changes.addAll(more));
        tree.merge(
                "a",
                IntStream.range(0, count)
                        .mapToObj(number ->
                                camera("3728060000132%07d".formatted(number)).build())
                        .toList());
        return changes;
    }

    @Test
    void givesThemInTheirOrderAndOnce() {
        List<CatalogChange> three = changes(3);

        assertThat(unread.add(three.subList(0, 2), 0)).isTrue();
        assertThat(unread.add(three.subList(2, 3), 0)).isTrue();

        assertThat(unread.take()).isEqualTo(three);
        assertThat(unread.isEmpty()).isTrue();
    }

    @Test
    @FieldReport(value = "load 8", part = "nor walked through for each upper in the same turn")
    void keepsNoMoreThanTheLowerHasChannels() {
        List<CatalogChange> many = changes(UnreadChanges.FEW + 1);

        assertThat(unread.add(many, UnreadChanges.FEW)).isFalse();
        assertThat(unread.isEmpty()).isTrue();
        assertThat(unread.add(many, UnreadChanges.FEW + 1)).isTrue();
        assertThat(unread.add(changes(1), UnreadChanges.FEW + 1)).isFalse();
    }
}
