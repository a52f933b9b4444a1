package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.AssessmentView;
import cascade.gateway.assessment.Assessment;
import cascade.gateway.assessment.Assessments;
import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.collect.CatalogAnswer;
import cascade.gateway.catalog.quality.LowerQuality;
import cascade.gateway.catalog.quality.QualityReport;
import cascade.gateway.catalog.quality.QualityRule;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Assessment of the lowers in the words of the API, with what the catalogs and the domains know of them. Control loop only. */
final class AssessmentViews {

    private static final List<QualityRule> POSITION = List.of(
            QualityRule.POSITION_MISSING,
            QualityRule.POSITION_MALFORMED,
            QualityRule.POSITION_ZERO,
            QualityRule.POSITION_SWAPPED,
            QualityRule.POSITION_OUTSIDE);
    private static final List<QualityRule> CODING = List.of(
            QualityRule.ID_NOT_20_DIGITS,
            QualityRule.ID_TYPE_UNKNOWN,
            QualityRule.ID_PROVINCE_UNKNOWN,
            QualityRule.ID_UNDER_TWO_LOWERS);

    private AssessmentViews() {}

    static AssessmentView of(
            Assessments assessments, QualityReport quality, Catalogs catalogs, Domains domains, Instant now) {
        return new AssessmentView(
                now,
                assessments.window(),
                assessments.report().stream()
                        .flatMap(one -> domains.lower(one.lower()).stream()
                                .map(lower -> lower(one, lower, qualityOf(quality, lower), catalogs)))
                        .toList());
    }

    private static Optional<LowerQuality> qualityOf(QualityReport quality, LowerDomain lower) {
        return quality.lowers().stream()
                .filter(one -> one.lower().equals(lower.name()))
                .findFirst();
    }

    private static AssessmentView.Lower lower(
            Assessment assessed, LowerDomain lower, Optional<LowerQuality> quality, Catalogs catalogs) {
        int on = catalogs.tree().devicesOn(lower.name());
        int devices = on + catalogs.tree().devicesOff(lower.name());
        return new AssessmentView.Lower(
                lower.name(),
                lower.isOnline(),
                optional(assessed.uptime()),
                lower.clockOffset(),
                new AssessmentView.Devices(devices, share(on, devices), optional(assessed.devicesOnline())),
                catalog(catalogs.lastAnswer(lower), quality),
                new AssessmentView.Openings(
                        results(assessed.openings()),
                        optional(assessed.openSuccess()),
                        assessed.medianFirstFrame(),
                        assessed.slowFirstFrame()),
                new AssessmentView.Recordings(
                        optional(assessed.recordings().covered()),
                        assessed.recordings().channels(),
                        assessed.recordings().whole(),
                        assessed.recordings().unanswered()),
                assessed.round().map(AssessmentViews::round));
    }

    private static AssessmentView.Catalog catalog(CatalogAnswer answer, Optional<LowerQuality> quality) {
        return new AssessmentView.Catalog(
                answer.declared(),
                answer.received(),
                share(answer.received(), answer.declared()),
                quality.flatMap(found -> share(found.devices() - count(found, POSITION), found.devices())),
                quality.flatMap(found -> share(found.nodes() - count(found, CODING), found.nodes())));
    }

    /** A node with two findings counts twice: rather too strict than too mild. */
    private static int count(LowerQuality quality, List<QualityRule> rules) {
        return rules.stream().mapToInt(rule -> quality.finding(rule).count()).sum();
    }

    private static Optional<Double> share(int part, int whole) {
        return whole <= 0 ? Optional.empty() : Optional.of(Math.clamp((double) part / whole, 0.0, 1.0));
    }

    private static Optional<Double> optional(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static Map<String, Long> results(Map<OpeningResult, Long> openings) {
        Map<String, Long> results = new LinkedHashMap<>();
        for (OpeningResult result : OpeningResult.values()) {
            results.put(result.label(), openings.getOrDefault(result, 0L));
        }
        return results;
    }

    private static AssessmentView.Round round(Assessment.Round round) {
        return new AssessmentView.Round(
                round.began(),
                round.nodes(),
                round.seen(),
                round.skipped(),
                round.pictures(),
                round.failures(),
                round.failing().stream()
                        .map(one -> new AssessmentView.Failing(
                                one.channel().value(), one.result().label()))
                        .toList());
    }
}
