package cascade.monitoring;

import java.util.Locale;

/** Label value out of a closed list, spelled the same way in metrics, API and log. For enums only. */
public interface Label {

    /** The constant's name, which {@link #label} is made of. */
    String name();

    /** Lower-case words joined by hyphens: {@code UPPER_BYE} is {@code upper-bye}. */
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
