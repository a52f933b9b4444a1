package cascade.config.value;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Platform that takes a lower's registration over, in a 302 (注册重定向, GB/T 28181-2022 9.1.2.3).
 *
 * @param deviceId of that platform; empty where it has the same as we
 */
public record RedirectTarget(Optional<String> deviceId, HostPort address) {

    private static final Pattern TEXT = Pattern.compile("(?:(\\d{20})@)?([^@]+)");

    /** Reads {@code "10.69.91.8:7100"} or {@code "37280600002000000002@10.69.91.8:7100"}. */
    public static RedirectTarget parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        Require.that(
                matcher.matches(),
                "redirect-to",
                text,
                "host:port, or id@host:port such as 37280600002000000002@10.69.91.8:7100");
        return new RedirectTarget(Optional.ofNullable(matcher.group(1)), HostPort.parse(matcher.group(2)));
    }

    @Override
    public String toString() {
        return deviceId.map(id -> id + "@").orElse("") + address;
    }
}
