package cascade.gateway.admin.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which channels a query chooses, and which stretch of them a page holds. */
class ChannelPageTest {

    private static final ChannelView EAST = channel("district-a", "37280601411319001158", "East Gate");
    private static final ChannelView WEST = channel("district-a", "37280601411319001159", "西门");
    private static final ChannelView SHARED = new ChannelView(
            "district-b",
            "37280701411319000001",
            "Bridge",
            true,
            Optional.empty(),
            Optional.empty(),
            List.of(new ChannelView.Export("city", "37280000001320000001")));

    @Test
    void choosesAllWithoutAFilter() {
        assertThat(page(Optional.empty(), "", 0, 10).channels()).containsExactly(EAST, WEST, SHARED);
    }

    @Test
    void choosesTheChannelsOfALower() {
        assertThat(page(Optional.of("district-a"), "", 0, 10).channels()).containsExactly(EAST, WEST);
    }

    @Test
    void choosesWhatAnUpperSees() {
        assertThat(page(Optional.of("city"), "", 0, 10).channels()).containsExactly(SHARED);
    }

    @Test
    void findsTextInIdNameAndExportedIdInAnyCase() {
        assertThat(page(Optional.empty(), "1158", 0, 10).channels()).containsExactly(EAST);
        assertThat(page(Optional.empty(), "gATE", 0, 10).channels()).containsExactly(EAST);
        assertThat(page(Optional.empty(), "西", 0, 10).channels()).containsExactly(WEST);
        assertThat(page(Optional.empty(), "000000132", 0, 10).channels()).containsExactly(SHARED);
        assertThat(page(Optional.of("district-b"), "gate", 0, 10).channels()).isEmpty();
    }

    @Test
    void holdsTheStretchThatIsAskedForAndTheTotal() {
        ChannelPage page = page(Optional.empty(), "", 1, 1);
        assertThat(page.channels()).containsExactly(WEST);
        assertThat(page.total()).isEqualTo(3);
        assertThat(page(Optional.empty(), "", 2, Integer.MAX_VALUE).channels()).containsExactly(SHARED);
    }

    @Test
    void isEmptyBeyondTheEnd() {
        ChannelPage page = page(Optional.empty(), "", Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThat(page.channels()).isEmpty();
        assertThat(page.total()).isEqualTo(3);
    }

    @Test
    void rejectsAPageThatCannotBe() {
        assertThatThrownBy(() -> new ChannelQuery(Optional.empty(), "", -1, 1)).hasMessageContaining("offset: -1");
        assertThatThrownBy(() -> new ChannelQuery(Optional.empty(), "", 0, 0)).hasMessageContaining("limit: 0");
    }

    private static ChannelPage page(Optional<String> domain, String text, int offset, int limit) {
        return ChannelPage.of(new ChannelQuery(domain, text, offset, limit), Stream.of(EAST, WEST, SHARED));
    }

    private static ChannelView channel(String domain, String id, String name) {
        return new ChannelView(domain, id, name, true, Optional.empty(), Optional.empty(), List.of());
    }
}
