package cascade.gateway.call.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;

/** Ring of the call records of ended calls. Control loop only. */
public final class RecentCalls {

    private final IntSupplier capacity;
    private final Deque<EndedCall> calls = new ArrayDeque<>();

    /** @param capacity read at each call's end: a reload may change it */
    public RecentCalls(IntSupplier capacity) {
        this.capacity = capacity;
    }

    public void add(EndedCall call) {
        calls.addLast(call);
        while (calls.size() > capacity.getAsInt()) {
            calls.removeFirst();
        }
    }

    public List<EndedCall> newestFirst() {
        var list = new ArrayList<>(calls);
        Collections.reverse(list);
        return List.copyOf(list);
    }
}
