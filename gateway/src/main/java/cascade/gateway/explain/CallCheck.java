package cascade.gateway.explain;

import cascade.gateway.call.record.EndedCall;
import cascade.gateway.explain.fact.PathFacts;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Step;
import cascade.gateway.explain.finding.Text;
import java.util.Map;
import java.util.Optional;

/** What became of the last calls of this upper for this channel. Pure. */
final class CallCheck {

    private static final int SHOWN = 5;

    private CallCheck() {}

    static Step of(PathFacts facts) {
        if (facts.calls().isEmpty()) {
            return Step.unknown(
                    Step.Place.CALLS,
                    Text.of(
                            "No ended call of %s for it is remembered",
                            "没有 %s 对它的已结束呼叫记录", facts.upper().name()));
        }
        EndedCall last = facts.calls().getFirst();
        // an earlier call is over and done with while a later one plays
        Optional<Finding> finding = MediaCheck.isWatched(facts) ? Optional.empty() : CallFindings.of(facts, last);
        return finding.map(found -> Step.of(Step.Place.CALLS, found, told(facts)))
                .orElseGet(() -> Step.ok(Step.Place.CALLS, lastText(facts, last), told(facts)));
    }

    static Text lastText(PathFacts facts, EndedCall last) {
        return Text.of(
                "its last call ended %s ago: %s%s",
                "最近一次呼叫在 %s前结束：%s%s",
                PlatformCheck.ago(last.ended(), facts.now()),
                last.cause().label(),
                last.detail().isEmpty() ? "" : " (" + last.detail() + ")");
    }

    private static Map<String, String> told(PathFacts facts) {
        var list = new FactList();
        facts.calls().stream().limit(SHOWN).forEach(call -> list.put(call.id(), line(call)));
        EndedCall last = facts.calls().getFirst();
        return list.put("lastCallId", last.callId())
                .put("lastSide", last.cause().side().label())
                .put("lowerCallId", Optional.of(last.media().lowerCallId()).filter(id -> !id.isEmpty()))
                .put("lowerLocal", last.media().lowerLocal())
                .put("lowerExpected", last.media().lowerRemote())
                .put("foreignFrom", last.media().foreignFrom())
                .put("upperLocal", last.media().upperLocal())
                .put("upperRemote", last.media().upperRemote())
                .list();
    }

    /** {@code 12:00:01 rejected-by-lower 486 (the lower platform answered 486 Busy Here)}. */
    private static String line(EndedCall call) {
        return call.ended() + " " + call.cause().label() + (call.status() == 0 ? "" : " " + call.status())
                + (call.detail().isEmpty() ? "" : " (" + call.detail() + ")");
    }
}
