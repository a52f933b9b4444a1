package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.QualityView;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.collect.CatalogAnswer;
import cascade.gateway.catalog.quality.Finding;
import cascade.gateway.catalog.quality.LowerQuality;
import cascade.gateway.catalog.quality.QualityReport;
import cascade.gateway.catalog.quality.QualityRule;
import cascade.gateway.domain.Domains;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Quality report in the words of the API, with the answers of the lowers in numbers. Control loop only. */
final class QualityViews {

    private static final List<QualityRule> RULES = List.of(QualityRule.values());

    private QualityViews() {}

    /** Without those lowers that have left the configuration since the report was made. */
    static QualityView of(QualityReport report, Catalogs catalogs, Domains domains, Instant now) {
        return new QualityView(
                report.at(),
                RULES.stream().map(QualityRule::label).toList(),
                report.lowers().stream()
                        .flatMap(quality -> domains.lower(quality.lower()).stream()
                                .map(lower -> lower(quality, catalogs.lastAnswer(lower), now)))
                        .toList());
    }

    private static QualityView.Lower lower(LowerQuality quality, CatalogAnswer answer, Instant now) {
        OptionalDouble share = quality.onlineShare();
        return new QualityView.Lower(
                quality.lower(),
                quality.nodes(),
                quality.devices(),
                quality.on(),
                share.isPresent() ? Optional.of(share.getAsDouble()) : Optional.empty(),
                quality.faulty(),
                answer.declared(),
                answer.received(),
                answer.lastFull(),
                answer.lastFull().map(then -> Duration.between(then, now)),
                RULES.stream().map(rule -> finding(rule, quality.finding(rule))).toList());
    }

    private static QualityView.Finding finding(QualityRule rule, Finding found) {
        return new QualityView.Finding(rule.label(), found.count(), found.examples());
    }
}
