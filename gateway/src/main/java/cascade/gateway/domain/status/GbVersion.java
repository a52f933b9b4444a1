package cascade.gateway.domain.status;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of the protocol that a platform names in {@code X-GB-Ver} of its REGISTER or of its answer to ours (协议版本标识, GB/T
 * 28181-2022 annex I). Immutable, any thread.
 *
 * @param text as it was named, {@code m.n}
 */
public record GbVersion(String text) {

    public static final String HEADER = "X-GB-Ver";

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.\\d{1,3}");

    /** The version that a header says; empty where that is none. */
    public static Optional<GbVersion> parse(String header) {
        String text = header.strip();
        return FORM.matcher(text).matches() ? Optional.of(new GbVersion(text)) : Optional.empty();
    }

    /** The year of its edition, the 2014 amendment being one of 2011; {@code other} for one that is not known here. */
    public String edition() {
        Matcher parts = FORM.matcher(text);
        String major = parts.matches() ? parts.group(1) : "";
        return switch (major) {
            case "1" -> "2011";
            case "2" -> "2016";
            case "3" -> "2022";
            default -> "other";
        };
    }
}
