package cascade.gateway.manners.advice;

import java.util.List;

/**
 * Fit of one profile with what was seen.
 *
 * @param named points of what is known of this vendor, without agreements of single keys
 * @param pro what speaks for it, the weightiest first
 * @param con what speaks against it
 */
public record ProfileFit(String profile, int named, List<Reason> pro, List<Reason> con) {

    /** Names of profiles of no vendor begin so. */
    private static final String NO_VENDOR = "standard";

    public ProfileFit {
        pro = List.copyOf(pro);
        con = List.copyOf(con);
    }

    public int score() {
        return weight(pro) - weight(con);
    }

    /** Whether it is a vendor's. */
    public boolean isVendor() {
        return !profile.startsWith(NO_VENDOR);
    }

    private static int weight(List<Reason> reasons) {
        return reasons.stream().mapToInt(Reason::weight).sum();
    }
}
