package cascade.gateway.simulator.function;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Front-end control code of a PTZCmd (前端设备控制码): eight bytes, written as sixteen hexadecimal digits. GB/T 28181-2016
 * A.3, with the order of the speeds that GB/T 28181-2022 A.3 puts right.
 *
 * @param command byte 4
 * @param first byte 5: pan or focus speed, group, switch
 * @param second byte 6: tilt or iris speed, preset
 * @param third high half of byte 7: zoom speed, high bits of times and speeds
 */
public record PtzCode(int command, int first, int second, int third) {

    public static final PtzCode STOP = new PtzCode(0, 0, 0, 0);

    private static final int LENGTH = 8;
    private static final int START = 0xA5;
    private static final int VERSION_AND_CHECK = 0x0F;
    private static final int FI = 0x40;
    private static final int BYTE = 0xFF;

    public static PtzCode right(int speed) {
        return new PtzCode(0x01, speed, 0, 0);
    }

    public static PtzCode setPreset(int preset) {
        return new PtzCode(0x81, 0, preset, 0);
    }

    /** Empty where the text is no code: too short, another start, a wrong sum. */
    public static Optional<PtzCode> parse(String hex) {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex.strip());
            if (bytes.length != LENGTH || (bytes[0] & BYTE) != START || (bytes[7] & BYTE) != sum(bytes)) {
                return Optional.empty();
            }
            return Optional.of(new PtzCode(bytes[3] & BYTE, bytes[4] & BYTE, bytes[5] & BYTE, (bytes[6] & BYTE) >> 4));
        } catch (IllegalArgumentException noHex) {
            return Optional.empty();
        }
    }

    private static int sum(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += bytes[i] & BYTE;
        }
        return sum & BYTE;
    }

    /** The sixteen digits, upper case, addressed to device 0. */
    public String hex() {
        byte[] bytes = {
            (byte) START, VERSION_AND_CHECK, 0, (byte) command, (byte) first, (byte) second, (byte) (third << 4), 0
        };
        bytes[LENGTH - 1] = (byte) sum(bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    /** In words, e.g. {@code right 31, up 31, zoom out 1}. */
    public String words() {
        if (command < FI) {
            return command == 0 ? "stop" : String.join(", ", moves());
        }
        return switch (command) {
            case 0x40 -> "stop focus and iris";
            case 0x81 -> "set preset " + second;
            case 0x82 -> "call preset " + second;
            case 0x83 -> "delete preset " + second;
            case 0x84 -> "add preset " + second + " to cruise " + first;
            case 0x85 -> second == 0 ? "delete cruise " + first : "delete preset " + second + " of cruise " + first;
            case 0x86 -> "cruise " + first + " speed " + wide();
            case 0x87 -> "cruise " + first + " dwell " + wide() + " s";
            case 0x88 -> "start cruise " + first;
            case 0x89 -> "scan " + first + (second == 0 ? " start" : second == 1 ? " left limit" : " right limit");
            case 0x8A -> "scan " + first + " speed " + wide();
            case 0x8C -> "switch " + first + " on";
            case 0x8D -> "switch " + first + " off";
            default -> command < 2 * FI ? String.join(", ", lens()) : String.format(Locale.ROOT, "code %02X", command);
        };
    }

    private int wide() {
        return third << 8 | second;
    }

    private List<String> moves() {
        List<String> words = new ArrayList<>();
        note(words, 0x01, "right " + first);
        note(words, 0x02, "left " + first);
        note(words, 0x04, "down " + second);
        note(words, 0x08, "up " + second);
        note(words, 0x10, "zoom in " + third);
        note(words, 0x20, "zoom out " + third);
        return words;
    }

    private List<String> lens() {
        List<String> words = new ArrayList<>();
        note(words, 0x01, "focus far " + first);
        note(words, 0x02, "focus near " + first);
        note(words, 0x04, "iris open " + second);
        note(words, 0x08, "iris close " + second);
        return words;
    }

    private void note(List<String> words, int bit, String word) {
        if ((command & bit) != 0) {
            words.add(word);
        }
    }
}
