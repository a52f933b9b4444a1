package cascade.gateway.command;

import cascade.gateway.catalog.tree.ChannelRef;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lanes of controls, one a channel: a control leaves when the lower has answered the one before, since a stop of a PTZ
 * movement must not overtake its start on a network that loses datagrams. None is dropped or merged. Control loop only.
 */
final class ControlLanes {

    private final Map<ChannelRef, Queue<Supplier<Future<?>>>> lanes = new HashMap<>();

    /** Runs the sending when it is its turn; its future tells when the next may go. */
    void enter(ChannelRef channel, Supplier<Future<?>> sending) {
        Queue<Supplier<Future<?>>> lane = lanes.get(channel);
        if (lane != null) {
            lane.add(sending);
            return;
        }
        lanes.put(channel, new ArrayDeque<>());
        run(channel, sending);
    }

    private void run(ChannelRef channel, Supplier<Future<?>> sending) {
        sending.get().onComplete(done -> {
            Queue<Supplier<Future<?>>> lane = lanes.getOrDefault(channel, new ArrayDeque<>());
            Supplier<Future<?>> next = lane.poll();
            if (next == null) {
                lanes.remove(channel);
            } else {
                run(channel, next);
            }
        });
    }
}
