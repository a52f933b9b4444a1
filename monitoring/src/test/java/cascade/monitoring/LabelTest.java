package cascade.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The closed lists of label values that the operations contract fixes. */
class LabelTest {

    @Test
    void causesAreTheContractsList() {
        assertThat(labels(CallCause.values()))
                .containsExactly(
                        "upper-bye",
                        "lower-bye",
                        "cancelled",
                        "rejected-by-lower",
                        "lower-timeout",
                        "not-found",
                        "not-permitted",
                        "no-media",
                        "media-timeout",
                        "no-receiver",
                        "no-ack",
                        "file-end",
                        "lower-offline",
                        "upper-offline",
                        "limit",
                        "bad-offer",
                        "admin",
                        "shutdown",
                        "internal");
    }

    @Test
    void otherListsAreTheContracts() {
        assertThat(labels(Role.values())).containsExactly("upper", "lower");
        assertThat(labels(Direction.values())).containsExactly("in", "out");
        assertThat(labels(StreamKind.values())).containsExactly("live", "playback", "download", "talk", "broadcast");
        assertThat(labels(CatalogResult.values())).containsExactly("sent", "acked", "abandoned", "received");
        assertThat(labels(PortState.values())).containsExactly("used", "quarantined", "free");
        assertThat(labels(OrphanKind.values())).containsExactly("dialog", "leg", "port", "record");
    }

    private static Stream<String> labels(Label... values) {
        return Stream.of(values).map(Label::label);
    }
}
