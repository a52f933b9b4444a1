package cascade.gateway.call.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The last calls that ended, newest first when asked. Control loop only. */
public final class RecentCalls {

    private final int capacity;
    private final Deque<EndedCall> calls = new ArrayDeque<>();

    public RecentCalls(int capacity) {
        this.capacity = capacity;
    }

    public void add(EndedCall call) {
        if (capacity == 0) {
            return;
        }
        if (calls.size() == capacity) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    public List<EndedCall> newestFirst() {
        var list = new ArrayList<>(calls);
        Collections.reverse(list);
        return List.copyOf(list);
    }
}
