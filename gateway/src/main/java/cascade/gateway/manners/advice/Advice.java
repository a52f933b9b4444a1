package cascade.gateway.manners.advice;

import cascade.gateway.explain.finding.Text;
import java.util.List;

/**
 * Advice on one domain.
 *
 * @param present the profile that it has now
 * @param fits of all profiles, the best first
 * @param settings to change, the profile first; empty where all is as it should be, or nothing can be said yet
 * @param contradictions of the present configuration and what was seen
 * @param unseen what would tell more, and has not happened yet
 */
public record Advice(
        Verdict verdict,
        String present,
        List<ProfileFit> fits,
        List<Setting> settings,
        List<Text> contradictions,
        List<Text> unseen) {

    public Advice {
        fits = List.copyOf(fits);
        settings = List.copyOf(settings);
        contradictions = List.copyOf(contradictions);
        unseen = List.copyOf(unseen);
    }
}
