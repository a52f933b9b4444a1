package cascade.gateway.manners.advice;

import cascade.config.DomainConfig;
import cascade.config.Role;
import cascade.config.load.ShippedProfiles;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.manners.trait.SeenManners;
import cascade.gateway.manners.trait.Trait;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adviser on profiles and keys: judges what was seen of a domain by the tables and the profiles that there are. */
public final class Advisor {

    /** Points of what is known of a vendor, from which on a peer may be its. */
    private static final int LEAST_NAMED = 3;

    /** Points from which on it is, if no other vendor is as near as the lead. */
    private static final int SURE = 6;

    private static final int LEAD = 3;

    private final List<Claim> claims;
    private final List<Demand> demands;
    private final Map<Role, Map<String, Map<String, String>>> profiles;

    private Advisor(List<Claim> claims, List<Demand> demands, Map<Role, Map<String, Map<String, String>>> profiles) {
        this.claims = claims;
        this.demands = demands;
        this.profiles = profiles;
    }

    /** With the tables and profiles that come with the program; reads the class path, so not on a loop. */
    public static Advisor shipped() {
        Map<Role, Map<String, Map<String, String>>> profiles = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            Map<String, Map<String, String>> ofRole = new LinkedHashMap<>();
            for (String name : ShippedProfiles.names()) {
                ofRole.put(name, Keys.of(ShippedProfiles.plain(role, name)));
            }
            profiles.put(role, ofRole);
        }
        return new Advisor(Claim.all(), Demand.all(), profiles);
    }

    /** @param domain as it is configured now */
    public Advice advise(DomainConfig domain, SeenManners seen) {
        Map<String, Map<String, String>> ofRole = profiles.getOrDefault(domain.role(), Map.of());
        List<Wish> wishes = Wishes.of(domain, seen, demands);
        List<ProfileFit> fits =
                ProfileScores.of(seen, claims, wishes, ofRole, domain.profile().name());
        Verdict verdict = verdict(domain, seen, fits);
        Optional<ProfileFit> chosen = chosen(verdict, fits);
        var changes = new Changes(domain, ofRole, chosen);
        List<Wish> heard = wishes.stream()
                .filter(wish ->
                        wish.urgent() || chosen.filter(ProfileFit::isVendor).isEmpty())
                .toList();
        List<Text> contradictions = new ArrayList<>();
        chosen.filter(fit -> fit.isVendor() && changes.ofProfile().isPresent())
                .ifPresent(fit -> contradictions.add(
                        Phrases.otherProfile(fit, domain.profile().name())));
        contradictions.addAll(changes.contradictions(heard));
        return new Advice(
                verdict,
                domain.profile().name(),
                fits,
                changes.settings(heard),
                contradictions,
                Phrases.unseen(domain.role(), seen));
    }

    private static Verdict verdict(DomainConfig domain, SeenManners seen, List<ProfileFit> fits) {
        List<ProfileFit> vendors = fits.stream()
                .filter(fit -> fit.isVendor() && fit.named() >= LEAST_NAMED)
                .toList();
        if (!vendors.isEmpty()) {
            return ofVendor(vendors.getFirst(), vendors.stream().skip(1).findFirst());
        }
        return fits.stream()
                .filter(fit -> !fit.isVendor() && knowsEnough(domain, seen))
                .findFirst()
                .<Verdict>map(fit -> new Verdict.Fits(fit.profile(), Phrases.fits(fit)))
                .orElseGet(() -> new Verdict.NotEnough(Phrases.notEnough(seen)));
    }

    private static Verdict ofVendor(ProfileFit best, Optional<ProfileFit> rival) {
        Optional<ProfileFit> near = rival.filter(second -> best.score() - second.score() < LEAD);
        if (near.isPresent()) {
            return new Verdict.Perhaps(best.profile(), Phrases.perhaps(best, near.get()));
        }
        return best.score() < SURE
                ? new Verdict.Perhaps(best.profile(), Phrases.perhaps(best))
                : new Verdict.Fits(best.profile(), Phrases.fits(best));
    }

    /** Whether a vendor's manners would have shown: it has registered, sent XML, and been in a call. */
    private static boolean knowsEnough(DomainConfig domain, SeenManners seen) {
        Trait call = domain.role() == Role.LOWER ? Trait.SDP_ANSWER : Trait.SDP_OFFER;
        return List.of(Trait.GB_VERSION, Trait.CHARSET_DECLARED, call).stream().allMatch(seen.traits()::containsKey);
    }

    private static Optional<ProfileFit> chosen(Verdict verdict, List<ProfileFit> fits) {
        return switch (verdict) {
            case Verdict.Fits(String profile, Text sentence) ->
                fits.stream().filter(fit -> fit.profile().equals(profile)).findFirst();
            case Verdict.Perhaps perhaps -> Optional.empty();
            case Verdict.NotEnough none -> Optional.empty();
        };
    }
}
