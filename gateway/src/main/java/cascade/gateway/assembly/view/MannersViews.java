package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.MannersView;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.Domains;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.manners.Manners;
import cascade.gateway.manners.advice.Advice;
import cascade.gateway.manners.advice.Advisor;
import cascade.gateway.manners.advice.ProfileFit;
import cascade.gateway.manners.advice.Reason;
import cascade.gateway.manners.advice.Snippet;
import cascade.gateway.manners.advice.Verdict;
import cascade.gateway.manners.trait.SeenManners;
import cascade.gateway.manners.trait.SeenTrait;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Manners of domains and the advice on them, as the API shows them. Control loop only. */
public final class MannersViews {

    private final Vertx vertx;
    private final Domains domains;
    private final Manners manners;
    private Optional<Future<Advisor>> advisor = Optional.empty();

    public MannersViews(Vertx vertx, Domains domains, Manners manners) {
        this.vertx = vertx;
        this.domains = domains;
        this.manners = manners;
    }

    /** Empty: there is no such domain. */
    Future<Optional<MannersView>> of(String name, Locale language) {
        return advisor()
                .map(adviser -> domains.all().stream()
                        .filter(domain -> domain.name().equals(name))
                        .findFirst()
                        .map(domain -> view(domain, adviser, language)));
    }

    /** Its tables are read once, on a worker, when somebody asks for the first time. */
    private Future<Advisor> advisor() {
        Future<Advisor> read =
                advisor.filter(begun -> !begun.failed()).orElseGet(() -> vertx.executeBlocking(Advisor::shipped));
        advisor = Optional.of(read);
        return read;
    }

    private MannersView view(Domain domain, Advisor adviser, Locale language) {
        SeenManners seen = manners.of(domain.name());
        Advice advice = adviser.advise(domain.config(), seen);
        return new MannersView(
                domain.name(),
                Labels.of(domain.config().role()),
                seen.since(),
                seen.messages(),
                advice.present(),
                verdict(advice.verdict()),
                profile(advice.verdict()),
                advice.verdict().sentence().in(language),
                advice.fits().stream().map(fit -> fit(fit, language)).toList(),
                advice.settings().stream()
                        .map(setting -> new MannersView.Setting(
                                setting.key(),
                                setting.value(),
                                setting.present(),
                                setting.reason().in(language)))
                        .toList(),
                Snippet.of(domain.name(), advice.settings(), language),
                texts(advice.contradictions(), language),
                texts(advice.unseen(), language),
                seen.traits().values().stream()
                        .map(trait -> trait(trait, language))
                        .toList(),
                seen.repairs());
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fits fits -> "fits";
            case Verdict.Perhaps perhaps -> "perhaps";
            case Verdict.NotEnough none -> "not-enough";
        };
    }

    private static Optional<String> profile(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fits(String profile, Text sentence) -> Optional.of(profile);
            case Verdict.Perhaps(String profile, Text sentence) -> Optional.of(profile);
            case Verdict.NotEnough none -> Optional.empty();
        };
    }

    private static MannersView.Fit fit(ProfileFit fit, Locale language) {
        return new MannersView.Fit(
                fit.profile(), fit.score(), reasons(fit.pro(), language), reasons(fit.con(), language));
    }

    private static List<MannersView.Reason> reasons(List<Reason> reasons, Locale language) {
        return reasons.stream()
                .map(reason -> new MannersView.Reason(reason.what().in(language), reason.weight(), reason.source()))
                .toList();
    }

    private static List<String> texts(List<Text> texts, Locale language) {
        return texts.stream().map(text -> text.in(language)).toList();
    }

    private static MannersView.Trait trait(SeenTrait seen, Locale language) {
        return new MannersView.Trait(
                seen.trait().label(),
                seen.trait().title().in(language),
                seen.values().stream()
                        .map(value ->
                                new MannersView.Value(value.value(), value.count(), value.last(), value.example()))
                        .toList(),
                seen.others());
    }
}
