package cascade.gateway.trace;

import java.util.Locale;

/** Side of the gateway that a message or a milestone belongs to. */
public enum Side {
    UPPER,
    GATEWAY,
    LOWER;

    /** As JSON has it: {@code upper}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
