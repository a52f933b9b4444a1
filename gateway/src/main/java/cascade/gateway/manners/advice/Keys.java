package cascade.gateway.manners.advice;

import cascade.config.DomainConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Keys of a domain that manners may ask for, with their values as a configuration writes them. */
final class Keys {

    static final String PROFILE = "profile";
    static final String EDITION = "edition";
    static final String CHARSET = "charset";
    static final String SIP_DOMAIN = "sip-domain";
    static final String MEDIA_ACCEPT = "media.accept";
    static final String KEEPALIVE_TIMEOUT = "keepalive.timeout";
    static final String QUIRKS = "quirks.";

    private Keys() {}

    /** Those that this domain has; its profile is not among them. */
    static Map<String, String> of(DomainConfig domain) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(EDITION, domain.edition().year());
        keys.put(CHARSET, domain.charset().name());
        keys.put("transport", text(domain.transport()));
        keys.put(SIP_DOMAIN, domain.sipDomain());
        switch (domain) {
            case LowerDomainConfig lower -> {
                keys.put("media.transport", text(lower.mediaTransport()));
                keys.put(KEEPALIVE_TIMEOUT, text(lower.keepalive().timeout()));
                keys.put("catalog.subscribe", text(lower.catalog().subscribe()));
            }
            case UpperDomainConfig upper ->
                keys.put(MEDIA_ACCEPT, text(upper.media().accept()));
        }
        domain.profile().values().forEach((quirk, value) -> {
            if (quirk.sides().contains(domain.role())) {
                keys.put(QUIRKS + quirk.key(), text(value));
            }
        });
        return keys;
    }

    /** Whether it is a matter of the product; the others are of the single installation. */
    static boolean isOfProducts(String key) {
        return key.startsWith(QUIRKS) || key.equals(EDITION) || key.equals(CHARSET);
    }

    private static String text(Object value) {
        return switch (value) {
            case Duration duration when duration.isZero() -> "0";
            case Duration duration when duration.toMillisPart() == 0 -> duration.toSeconds() + "s";
            case Duration duration -> duration.toMillis() + "ms";
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Collection<?> several -> list(several.stream().map(Keys::text).toList());
            default -> value.toString();
        };
    }

    /** As a configuration writes a list. */
    static String list(List<String> values) {
        return values.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    /** Items of such a list. */
    static List<String> items(String list) {
        String inside = list.substring(1, list.length() - 1);
        return inside.isEmpty() ? List.of() : List.of(inside.split(", "));
    }
}
