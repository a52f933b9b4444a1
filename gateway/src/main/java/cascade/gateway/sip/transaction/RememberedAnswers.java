package cascade.gateway.sip.transaction;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Answered client transactions until their time is over, or there are too many of them. All have the same lifetime, so the
 * oldest goes first. Control loop only.
 *
 * @param <T> what is left of a transaction
 */
final class RememberedAnswers<T> {

    private record Remembered<T>(T answered, long deadlineNanos) {}

    private final ArrayDeque<Remembered<T>> oldestFirst = new ArrayDeque<>();
    private final Consumer<T> onForgotten;

    RememberedAnswers(Consumer<T> onForgotten) {
        this.onForgotten = onForgotten;
    }

    /** @param most beyond which the oldest goes */
    void add(T answered, long deadlineNanos, int most) {
        oldestFirst.add(new Remembered<>(answered, deadlineNanos));
        if (oldestFirst.size() > most) {
            forgetOldest();
        }
    }

    int size() {
        return oldestFirst.size();
    }

    boolean isEmpty() {
        return oldestFirst.isEmpty();
    }

    void forgetExpired(long nowNanos) {
        while (!oldestFirst.isEmpty() && oldestFirst.element().deadlineNanos() - nowNanos <= 0) {
            forgetOldest();
        }
    }

    void forgetAll() {
        while (!oldestFirst.isEmpty()) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        onForgotten.accept(oldestFirst.remove().answered());
    }
}
