package cascade.gateway.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntUnaryOperator;

/** Chooses all there is to choose, run after run. */
final class EveryChoice {
    /**
     * Plays every order of every subset of the events, and checks how each ends.
     *
     * @param before happens first each time, in its order
     * @return how many there were
     */
    static int ofSubsets(List<CallEvent> events, boolean recording, CallEvent... before) {
        return ofSubsets(events, (some, choice) -> {
            var run = new CallStory(true, recording);
            List.of(before).forEach(run::happens);
            run.play(some, choice);
            run.settle();
            run.check();
        });
    }

    /**
     * The same of any events.
     *
     * @param play plays these, in the order that it asks for, and checks
     */
    static <E> int ofSubsets(List<E> events, BiConsumer<List<E>, IntUnaryOperator> play) {
        int runs = 0;
        for (int subset = 1; subset < 1 << events.size(); subset++) {
            int mask = subset;
            List<E> some = events.stream()
                    .filter(event -> (mask & 1 << events.indexOf(event)) != 0)
                    .toList();
            var choices = new EveryChoice();
            do {
                play.accept(some, choices::choose);
                runs++;
            } while (choices.next());
        }
        return runs;
    }

    private final List<Integer> chosen = new ArrayList<>();
    private final List<Integer> options = new ArrayList<>();
    private int at;

    int choose(int count) {
        if (at == chosen.size()) {
            chosen.add(0);
            options.add(count);
        }
        return chosen.get(at++);
    }

    /** False when every choice has been made. */
    boolean next() {
        at = 0;
        while (!chosen.isEmpty()) {
            int last = chosen.size() - 1;
            if (chosen.get(last) + 1 < options.get(last)) {
                chosen.set(last, chosen.get(last) + 1);
                return true;
            }
            chosen.removeLast();
            options.removeLast();
        }
        return false;
    }
}
