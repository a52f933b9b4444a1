package cascade.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.gb.DeviceId;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Controls of one channel leave one after the other, those of two channels at once. */
class ControlLanesTest {

    private static final ChannelRef ONE = new ChannelRef("ncg", new DeviceId("37280601411319001158"));
    private static final ChannelRef OTHER = new ChannelRef("ncg", new DeviceId("37280601411319001159"));

    private final ControlLanes lanes = new ControlLanes();
    private final List<String> sent = new ArrayList<>();
    private final Deque<Promise<Void>> open = new ArrayDeque<>();

    @Test
    void theNextWaitsForTheAnswerToTheOneBefore() {
        enter(ONE, "left");
        enter(ONE, "stop");
        assertThat(sent).containsExactly("left");
        open.removeFirst().complete();
        assertThat(sent).containsExactly("left", "stop");
    }

    @Test
    void oneThatFailsHoldsNobodyUp() {
        enter(ONE, "left");
        enter(ONE, "stop");
        open.removeFirst().fail("no answer");
        assertThat(sent).containsExactly("left", "stop");
    }

    @Test
    void anotherChannelDoesNotWait() {
        enter(ONE, "left");
        enter(OTHER, "up");
        assertThat(sent).containsExactly("left", "up");
    }

    @Test
    void ofManyNoneIsLostOrOvertaken() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add("step " + i);
            enter(ONE, "step " + i);
        }
        while (!open.isEmpty()) {
            open.removeFirst().complete();
        }
        assertThat(sent).isEqualTo(all);
        enter(ONE, "later");
        assertThat(sent).endsWith("later");
    }

    private void enter(ChannelRef channel, String control) {
        lanes.enter(channel, () -> {
            sent.add(control);
            Promise<Void> answered = Promise.promise();
            open.add(answered);
            return answered.future();
        });
    }
}
