package cascade.gateway.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The last calls that ended, newest first when asked. Control loop only. */
final class RecentCalls {

    private final int capacity;
    private final Deque<EndedCall> calls = new ArrayDeque<>();

    RecentCalls(int capacity) {
        this.capacity = capacity;
    }

    void add(EndedCall call) {
        if (capacity == 0) {
            return;
        }
        if (calls.size() == capacity) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    List<EndedCall> newestFirst() {
        var list = new ArrayList<>(calls);
        Collections.reverse(list);
        return List.copyOf(list);
    }
}
