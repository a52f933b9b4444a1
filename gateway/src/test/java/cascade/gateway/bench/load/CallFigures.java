package cascade.gateway.bench.load;

import cascade.gateway.bench.kit.Latencies;
import cascade.gateway.bench.peer.Refusals;
import java.util.Map;
import java.util.TreeMap;

/** Count of one load's calls. The loop's thread. */
public final class CallFigures {

    public final Latencies setUp = new Latencies();
    private final Map<Integer, Integer> refused = new TreeMap<>();

    public long offered;
    public long answered;
    /** Called, held and ended as it should be. */
    public long completed;
    /** BYEs that were not answered 200, most often because the gateway had ended the call. */
    public long brokenEnds;
    /** Final responses to INVITE that came once more. */
    public long repeatedAnswers;
    /** Refused with 503 and Retry-After. */
    public long toldWhenToRetry;

    void onAnswer(long nanos) {
        answered++;
        setUp.add(nanos, 1);
    }

    void onRefusal(int status, boolean saysWhenToRetry) {
        if (status == 503 && saysWhenToRetry) {
            toldWhenToRetry++;
        } else {
            refused.merge(status, 1, Integer::sum);
        }
    }

    void onEnd(int status) {
        if (status == 200) {
            completed++;
        } else {
            brokenEnds++;
        }
    }

    public long failed() {
        return toldWhenToRetry
                + brokenEnds
                + refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Refused otherwise than with 503 and Retry-After, or not ended in order. */
    public long failedOtherwise() {
        return failed() - toldWhenToRetry;
    }

    boolean isOver() {
        return completed + failed() == offered;
    }

    /** All failures by status. */
    public String failures() {
        var all = new TreeMap<>(refused);
        if (toldWhenToRetry > 0) {
            all.merge(503, Math.toIntExact(toldWhenToRetry), Integer::sum);
        }
        return words(all);
    }

    public String failuresWithoutRetryAfter() {
        return words(refused);
    }

    private String words(Map<Integer, Integer> byStatus) {
        String refusals = Refusals.words(byStatus);
        if (brokenEnds == 0) {
            return refusals;
        }
        return (byStatus.isEmpty() ? "" : refusals + ", ") + brokenEnds + " x BYE refused";
    }
}
