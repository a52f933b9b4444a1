package cascade.gateway.gb;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Id of a device, channel, platform or catalog node (设备编码, 统一编码): by rule A twenty digits, in practice an opaque token.
 *
 * <pre>
 *   37 28 06 01  41   131   9    001158
 *   centre code  ind. type  net. serial
 *   (中心编码)   (行业)(类型)(网络)(序号)
 * </pre>
 *
 * Real platforms break the rule (18 digits, type 000, civil codes), so the views below are absent where the rule does
 * not apply and nothing is refused for it. GB/T 28181-2016 D.1, GB/T 28181-2022 E.1. Immutable, any thread.
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
    private static final int MAX_LENGTH = 64;
    private static final int RULE_A_LENGTH = 20;
    private static final int LONGEST_AREA_CODE = 8;
    private static final int DOMAIN_CODE_LENGTH = 10;

    public DeviceId {
        if (!isToken(value)) {
            throw new IllegalArgumentException(
                    "device id: '" + printable(value) + "' (expected: 1-64 of 0-9 A-Z a-z _ -)");
        }
    }

    /** The id in a text that a peer wrote: surrounding blanks are dropped; empty when the rest is no id. */
    public static Optional<DeviceId> tryParse(String text) {
        String stripped = text.strip();
        return isToken(stripped) ? Optional.of(new DeviceId(stripped)) : Optional.empty();
    }

    public boolean isTwentyDigits() {
        return value.length() == RULE_A_LENGTH && isDigits();
    }

    /** Digits 11-13 (类型编码): 111 DVR, 131 camera, 132 IPC, 200 platform; absent unless twenty digits. */
    public OptionalInt typeCode() {
        return isTwentyDigits() ? OptionalInt.of(Integer.parseInt(value, 10, 13, 10)) : OptionalInt.empty();
    }

    /** The first ten digits, the name of a platform's SIP domain (SIP域); a shorter id whole. */
    public String domainCode() {
        return value.substring(0, Math.min(value.length(), DOMAIN_CODE_LENGTH));
    }

    /** Kind of the catalog node of an id of this form (GB/T 28181-2016 annex O, GB/T 28181-2022 annex J). */
    public NodeKind nodeKind() {
        if (value.length() <= LONGEST_AREA_CODE && value.length() % 2 == 0 && isDigits()) {
            return NodeKind.AREA;
        }
        return switch (typeCode().orElse(0)) {
            case 200 -> NodeKind.SYSTEM;
            case 215 -> NodeKind.BUSINESS_GROUP;
            case 216 -> NodeKind.VIRTUAL_ORGANISATION;
            default -> NodeKind.DEVICE;
        };
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private boolean isDigits() {
        return isMadeOf(value, c -> c >= '0' && c <= '9');
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && isMadeOf(
                        text,
                        c -> (c >= '0' && c <= '9')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= 'a' && c <= 'z')
                                || c == '_'
                                || c == '-');
    }

    /** A catalog asks this of a hundred thousand ids at once: neither a matcher nor a stream for each. */
    private static boolean isMadeOf(String text, IntPredicate allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Text of a peer, fit for a log: short, and without control characters. */
    private static String printable(String text) {
        String head = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
        return head.replaceAll("\\p{Cntrl}", "?");
    }
}
