package cascade.gateway.catalog.quality;

import java.util.Optional;

/** Position of a camera as its catalog item writes it (经度, 纬度; WGS-84 degrees), checked for plausibility. Pure. */
final class Position {

    private static final double WEST = 73;
    private static final double EAST = 135.1;
    private static final double SOUTH = 3.8;
    private static final double NORTH = 53.6;

    private Position() {}

    /** The rule that it breaks, if it breaks one. */
    static Optional<QualityRule> check(Optional<String> longitude, Optional<String> latitude) {
        String east = longitude.map(String::strip).orElse("");
        String north = latitude.map(String::strip).orElse("");
        if (east.isEmpty() || north.isEmpty()) {
            return Optional.of(QualityRule.POSITION_MISSING);
        }
        double x = degrees(east);
        double y = degrees(north);
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            return Optional.of(QualityRule.POSITION_MALFORMED);
        }
        if (x == 0 && y == 0) {
            return Optional.of(QualityRule.POSITION_ZERO);
        }
        if (isInChina(x, y)) {
            return Optional.empty();
        }
        return Optional.of(isInChina(y, x) ? QualityRule.POSITION_SWAPPED : QualityRule.POSITION_OUTSIDE);
    }

    private static boolean isInChina(double x, double y) {
        return x >= WEST && x <= EAST && y >= SOUTH && y <= NORTH;
    }

    /** NaN for what is no decimal number: {@code parseDouble} would take "1f", "NaN" and hexadecimal too. */
    private static double degrees(String text) {
        boolean decimal = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+');
        try {
            return decimal ? Double.parseDouble(text) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
