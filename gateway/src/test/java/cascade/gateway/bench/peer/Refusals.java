package cascade.gateway.bench.peer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Count of requests that were answered otherwise than 200, or not at all. The loop's thread. */
public final class Refusals {

    /** For a status: there was no answer. */
    public static final int SILENCE = 0;

    private final Map<Integer, Integer> byStatus = new TreeMap<>();
    private long accepted;

    public long accepted() {
        return accepted;
    }

    public Map<Integer, Integer> byStatus() {
        return byStatus;
    }

    public static Refusals sum(List<Refusals> all) {
        var sum = new Refusals();
        for (Refusals each : all) {
            sum.accepted += each.accepted;
            each.byStatus.forEach((status, count) -> sum.byStatus.merge(status, count, Integer::sum));
        }
        return sum;
    }

    /** For a table. */
    public String words() {
        return words(byStatus);
    }

    public static String words(Map<Integer, Integer> byStatus) {
        return byStatus.isEmpty()
                ? "0"
                : byStatus.entrySet().stream()
                        .map(each -> each.getValue() + " x " + (each.getKey() == SILENCE ? "silence" : each.getKey()))
                        .collect(Collectors.joining(", "));
    }

    /** @param handled whether a response other than 200 is in order */
    public ClientTransactions.User watching(Consumer<ReceivedMessage> onOk, Predicate<ReceivedMessage> handled) {
        return new ClientTransactions.User() {
            @Override
            public void onResponse(ReceivedMessage response, int status) {
                if (status == 200) {
                    accepted++;
                    onOk.accept(response);
                } else if (status >= 200 && !handled.test(response)) {
                    byStatus.merge(status, 1, Integer::sum);
                }
            }

            @Override
            public void onTimeout() {
                byStatus.merge(SILENCE, 1, Integer::sum);
            }
        };
    }
}
