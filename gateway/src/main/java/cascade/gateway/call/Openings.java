package cascade.gateway.call;

import cascade.gateway.call.probe.StreamOpening;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Listeners of the openings of live streams. Control loop only. */
final class Openings {

    private final List<Consumer<StreamOpening>> listeners = new ArrayList<>(1);

    void add(Consumer<StreamOpening> listener) {
        listeners.add(listener);
    }

    void tell(StreamOpening opening) {
        listeners.forEach(listener -> listener.accept(opening));
    }
}
