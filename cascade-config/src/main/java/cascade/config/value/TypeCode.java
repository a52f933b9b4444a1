package cascade.config.value;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Type code (类型编码): digits 11 to 13 of an id of twenty digits, which tell what it stands for (GB/T 28181-2016 D.1, GB/T
 * 28181-2022 E.1).
 *
 * @param digits three of them
 */
public record TypeCode(String digits) {

    private static final int ID_LENGTH = 20;
    private static final int FIRST = 10;
    private static final Pattern THREE_DIGITS = Pattern.compile("\\d{3}");

    /** Names for the codes that are shared by type in practice. */
    private static final Map<String, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry("dvr", "111"),
            Map.entry("encoder", "113"),
            Map.entry("decoder", "114"),
            Map.entry("nvr", "118"),
            Map.entry("camera", "131"),
            Map.entry("ipc", "132"),
            Map.entry("display", "133"),
            Map.entry("alarm-input", "134"),
            Map.entry("alarm-output", "135"),
            Map.entry("voice-input", "136"),
            Map.entry("voice-output", "137"),
            Map.entry("mobile", "138")));

    /** Forms that {@link #parse} takes, for a message. */
    public static final String EXPECTED = "three digits such as 131, or one of " + String.join(", ", NAMES.keySet());

    public TypeCode {
        Require.that(THREE_DIGITS.matcher(digits).matches(), "type code", digits, EXPECTED);
    }

    /** Reads three digits, or the name of a usual code. */
    public static TypeCode parse(String text) {
        return new TypeCode(NAMES.getOrDefault(text, text));
    }

    /** Whether an id is of this type; never where it is not twenty digits long. */
    public boolean isOf(String id) {
        return id.length() == ID_LENGTH && id.startsWith(digits, FIRST);
    }

    @Override
    public String toString() {
        return digits;
    }
}
