package cascade.gateway.manners.advice;

import cascade.gateway.manners.trait.SeenManners;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Scores of profiles: claims about a vendor count by their weight; a key that a habit wishes counts one point for the
 * profiles that set it so, and one against those that do not.
 */
final class ProfileScores {

    private static final int AGREEMENT = 1;
    private static final String OWN_SETTINGS = "settings of the profile";

    private ProfileScores() {}

    /**
     * All of them, the best first, of equals the present one.
     *
     * @param profiles keys of a plain domain with each profile
     */
    static List<ProfileFit> of(
            SeenManners seen,
            List<Claim> claims,
            List<Wish> wishes,
            Map<String, Map<String, String>> profiles,
            String present) {
        return profiles.entrySet().stream()
                .map(profile -> fit(profile.getKey(), profile.getValue(), seen, claims, wishes))
                .sorted(Comparator.comparingInt(ProfileFit::score)
                        .reversed()
                        .thenComparing(fit -> !fit.profile().equals(present))
                        .thenComparing(ProfileFit::isVendor))
                .toList();
    }

    private static ProfileFit fit(
            String profile, Map<String, String> keys, SeenManners seen, List<Claim> claims, List<Wish> wishes) {
        List<Reason> pro = new ArrayList<>();
        List<Reason> con = new ArrayList<>();
        int named = 0;
        for (Claim claim : claims) {
            if (claim.profile().equals(profile)) {
                named += claim.seenIn(seen)
                        .map(sighting -> {
                            var reason = new Reason(
                                    Phrases.seen(claim.trait(), sighting), Math.abs(claim.weight()), claim.source());
                            (claim.weight() > 0 ? pro : con).add(reason);
                            return claim.weight();
                        })
                        .orElse(0);
            }
        }
        for (Wish wish : wishes) {
            String set = keys.get(wish.key());
            if (set == null || !Keys.isOfProducts(wish.key())) {
                continue;
            }
            if (set.equals(wish.value())) {
                pro.add(new Reason(Phrases.agrees(wish), AGREEMENT, OWN_SETTINGS));
            } else {
                con.add(new Reason(Phrases.differs(wish, set), AGREEMENT, OWN_SETTINGS));
            }
        }
        return new ProfileFit(profile, named, heaviestFirst(pro), heaviestFirst(con));
    }

    private static List<Reason> heaviestFirst(List<Reason> reasons) {
        return reasons.stream()
                .sorted(Comparator.comparingInt(Reason::weight).reversed())
                .toList();
    }
}
