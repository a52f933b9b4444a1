package cascade.gateway.explain;

import cascade.gateway.explain.fact.PathFacts;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Explanation;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Step;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Explainer of why an upper can, or cannot, play a channel: walks the way in the order of a call and says what stands in it
 * first. Pure, any thread.
 */
public final class Explainer {

    private Explainer() {}

    public static Explanation explain(PathFacts facts) {
        List<Step> steps = List.of(
                UpperCheck.of(facts),
                ChannelCheck.of(facts),
                ShareCheck.of(facts),
                LowerCheck.of(facts),
                LimitCheck.of(facts),
                CallCheck.of(facts),
                MediaCheck.of(facts));
        Optional<Finding> obstacle = steps.stream()
                .flatMap(step -> step.finding().stream())
                .filter(finding -> finding.cause().blocks())
                .findFirst();
        Optional<Finding> worst = obstacle.or(() ->
                steps.stream().flatMap(step -> step.finding().stream()).min(Comparator.comparing(Finding::cause)));
        return new Explanation(
                obstacle.isEmpty(),
                worst.map(Finding::cause).orElse(Cause.NONE),
                worst.map(Finding::sentence).orElseGet(() -> MediaCheck.wellText(facts)),
                steps);
    }
}
