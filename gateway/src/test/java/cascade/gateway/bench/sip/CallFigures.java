package cascade.gateway.bench.sip;

import cascade.gateway.bench.kit.Latencies;
import java.util.Map;
import java.util.TreeMap;

/** Count of one load's calls. The loop's thread. */
final class CallFigures {

    /** For a status: there was no answer. */
    static final int SILENCE = 0;

    final Latencies setUp = new Latencies();
    final Map<Integer, Integer> refused = new TreeMap<>();

    long offered;
    long answered;
    /** Called, held and ended as it should be. */
    long completed;
    /** BYEs that were not answered 200, most often because the gateway had ended the call. */
    long brokenEnds;
    /** Final responses to INVITE that came once more. */
    long repeatedAnswers;

    void onAnswer(long nanos) {
        answered++;
        setUp.add(nanos, 1);
    }

    void onRefusal(int status) {
        refused.merge(status, 1, Integer::sum);
    }

    void onEnd(int status) {
        if (status == 200) {
            completed++;
        } else {
            brokenEnds++;
        }
    }

    long failed() {
        return brokenEnds
                + refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean isOver() {
        return completed + failed() == offered;
    }

    /** Failures by status, in words. */
    String failures() {
        var words = new StringBuilder();
        refused.forEach((status, count) -> words.append(words.isEmpty() ? "" : ", ")
                .append(count)
                .append(" x ")
                .append(status == SILENCE ? "silence" : status));
        if (brokenEnds > 0) {
            words.append(words.isEmpty() ? "" : ", ").append(brokenEnds).append(" x BYE refused");
        }
        return words.isEmpty() ? "0" : words.toString();
    }
}
