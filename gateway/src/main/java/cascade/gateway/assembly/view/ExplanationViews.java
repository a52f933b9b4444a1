package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.ExplanationView;
import cascade.gateway.explain.finding.Explanation;
import java.util.Locale;

/** Explanations in the words of the API, in one language. */
final class ExplanationViews {

    private ExplanationViews() {}

    static ExplanationView of(Explanation explanation, Locale language) {
        return new ExplanationView(
                explanation.ok(),
                explanation.cause().label(),
                explanation.sentence().in(language),
                explanation.steps().stream()
                        .map(step -> new ExplanationView.Step(
                                step.place().label(),
                                step.result().label(),
                                step.text().in(language),
                                step.facts()))
                        .toList());
    }
}
