package cascade.gateway.catalog.quality;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import java.util.BitSet;
import java.util.Optional;

/** Coding rule of ids and civil codes (编码规则; GB/T 28181-2016 D.1, GB/T 28181-2022 E.1, GB/T 2260). Pure. */
final class CodingRule {

    private static final int LONGEST_AREA = 8;
    private static final BitSet PROVINCES = ranges(11, 15, 21, 23, 31, 37, 41, 46, 50, 54, 61, 65, 71, 71, 81, 82);

    /** Without the ranges that the standard leaves to extensions. */
    private static final BitSet TYPES =
            ranges(111, 125, 130, 143, 200, 211, 215, 216, 300, 343, 400, 443, 500, 503, 505, 505);

    private CodingRule() {}

    /** The rule that an id breaks, if it breaks one. */
    static Optional<QualityRule> check(DeviceId id) {
        boolean area = id.nodeKind() == NodeKind.AREA;
        if (!area && !id.isTwentyDigits()) {
            return Optional.of(QualityRule.ID_NOT_20_DIGITS);
        }
        if (!isProvince(id.value())) {
            return Optional.of(QualityRule.ID_PROVINCE_UNKNOWN);
        }
        return area || TYPES.get(id.typeCode().orElse(0)) ? Optional.empty() : Optional.of(QualityRule.ID_TYPE_UNKNOWN);
    }

    /** Whether a CivilCode is that of an area: digits in pairs, of a known province. */
    static boolean isCivilCode(String code) {
        return code.length() <= LONGEST_AREA
                && code.length() > 1
                && code.length() % 2 == 0
                && code.chars().allMatch(c -> c >= '0' && c <= '9')
                && isProvince(code);
    }

    private static boolean isProvince(String digits) {
        return PROVINCES.get(Integer.parseInt(digits, 0, 2, 10));
    }

    /** @param bounds first and last of each range */
    private static BitSet ranges(int... bounds) {
        var set = new BitSet();
        for (int i = 0; i < bounds.length; i += 2) {
            set.set(bounds[i], bounds[i + 1] + 1);
        }
        return set;
    }
}
