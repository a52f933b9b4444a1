package cascade.gateway.manners.advice;

import cascade.config.DomainConfig;
import cascade.gateway.explain.finding.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of a domain's configuration that bring the chosen profile and what it leaves to be set beside it. */
final class Changes {

    private final Map<String, String> present;
    private final String profile;
    private final Map<String, String> plain;
    private final Map<String, String> plainChosen;
    private final Optional<ProfileFit> chosen;

    /**
     * @param profiles keys of a plain domain with each profile
     * @param chosen the profile that fits; empty: the present one stays
     */
    Changes(DomainConfig domain, Map<String, Map<String, String>> profiles, Optional<ProfileFit> chosen) {
        this.present = Keys.of(domain);
        this.profile = domain.profile().name();
        this.chosen = chosen;
        this.plain = profiles.getOrDefault(profile, present);
        this.plainChosen = chosen.map(fit -> profiles.get(fit.profile())).orElse(plain);
    }

    /** The profile to set; empty where it is there. */
    Optional<Setting> ofProfile() {
        return chosen.filter(fit -> !fit.profile().equals(profile))
                .map(fit -> new Setting(Keys.PROFILE, fit.profile(), profile, Phrases.fits(fit)));
    }

    /** All to set: the profile, then the keys that would not be as wished with it. */
    List<Setting> settings(List<Wish> wishes) {
        List<Setting> settings = new ArrayList<>();
        ofProfile().ifPresent(settings::add);
        for (Wish wish : wishes) {
            if (!afterwards(wish.key()).equals(wish.value())) {
                settings.add(new Setting(wish.key(), wish.value(), now(wish.key()), Phrases.seen(wish)));
            }
        }
        return settings;
    }

    /** Keys that are configured otherwise than was seen. */
    List<Text> contradictions(List<Wish> wishes) {
        return wishes.stream()
                .filter(wish -> !now(wish.key()).equals(wish.value()))
                .map(wish -> Phrases.configured(wish, now(wish.key())))
                .toList();
    }

    private String now(String key) {
        return present.getOrDefault(key, "");
    }

    /** Value with the chosen profile: one that differs from the present profile was written for the domain, and stays. */
    private String afterwards(String key) {
        String now = now(key);
        return now.equals(plain.getOrDefault(key, now)) ? plainChosen.getOrDefault(key, now) : now;
    }
}
