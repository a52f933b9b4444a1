package cascade.gateway.explain.fault;

import java.util.Locale;

/** Ids of the platforms and cameras of a {@link FaultyCity}: those of a unit begin with the same eight digits. */
final class Ids {

    static final String GATEWAY = "37280600002000000001";

    private Ids() {}

    static String upper(int number) {
        return String.format(Locale.ROOT, "372800%02d002000000001", number);
    }

    static String lower(int number) {
        return String.format(Locale.ROOT, "372806%02d002000000001", number);
    }

    static String camera(int lower, int number) {
        return String.format(Locale.ROOT, "372806%02d001310%06d", lower, number);
    }

    /** A virtual organisation. */
    static String group(int lower) {
        return String.format(Locale.ROOT, "372806%02d002160000001", lower);
    }
}
