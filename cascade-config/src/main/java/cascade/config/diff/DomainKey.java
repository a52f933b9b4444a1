package cascade.config.diff;

import cascade.config.DomainConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Domain key, compared as a whole: a section is one key. */
public enum DomainKey {
    ROLE("role", DomainConfig::role),
    NETWORK("network", DomainConfig::network),
    DEVICE_ID("device-id", DomainConfig::deviceId),
    LOCAL_DEVICE_ID("local-device-id", DomainConfig::localDeviceId),
    HOSTS("hosts", DomainConfig::hosts),
    ALLOW_FROM("allow-from", DomainKey::none, LowerDomainConfig::allowFrom),
    TRANSPORT("transport", DomainConfig::transport),
    PROFILE("profile", domain -> domain.profile().name()),
    QUIRKS("quirks", domain -> domain.profile().values()),
    SIP_DOMAIN("sip-domain", DomainConfig::sipDomain),
    EDITION("edition", DomainConfig::edition),
    CHARSET("charset", DomainConfig::charset),
    NOTE("note", DomainConfig::note),
    AUTH("auth", UpperDomainConfig::auth, LowerDomainConfig::auth),
    REGISTER("register", UpperDomainConfig::register, LowerDomainConfig::register),
    REDIRECT_TO("redirect-to", DomainKey::none, LowerDomainConfig::redirectTo),
    KEEPALIVE("keepalive", UpperDomainConfig::keepalive, LowerDomainConfig::keepalive),
    CATALOG("catalog", UpperDomainConfig::catalog, LowerDomainConfig::catalog),
    MEDIA("media", UpperDomainConfig::media, lower -> List.of(lower.mediaTransport(), lower.mediaNetworks())),
    PERMISSIONS("permissions", UpperDomainConfig::permissions, DomainKey::none),
    SHARE("share", UpperDomainConfig::share, DomainKey::none),
    MAP("map", UpperDomainConfig::map, DomainKey::none),
    TREE("tree", UpperDomainConfig::tree, DomainKey::none),
    MAX_VIEWERS("max-viewers", UpperDomainConfig::maxViewers, DomainKey::none),
    MAX_STREAMS("max-streams", DomainKey::none, LowerDomainConfig::maxStreams);

    /** With another one of these it is another platform, or we are another one to it. */
    private static final Set<DomainKey> IDENTITY = EnumSet.of(ROLE, NETWORK, DEVICE_ID, LOCAL_DEVICE_ID);

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // reads a record, keeps nothing
    private final Function<DomainConfig, Object> value;

    DomainKey(String key, Function<DomainConfig, Object> value) {
        this.key = key;
        this.value = value;
    }

    DomainKey(String key, Function<UpperDomainConfig, Object> ofUpper, Function<LowerDomainConfig, Object> ofLower) {
        this(key, domain -> switch (domain) {
            case UpperDomainConfig upper -> ofUpper.apply(upper);
            case LowerDomainConfig lower -> ofLower.apply(lower);
        });
    }

    /** As it stands below {@code domains.NAME}. */
    public String key() {
        return key;
    }

    /** Whether another value makes it another domain under the same name. */
    public boolean isIdentity() {
        return IDENTITY.contains(this);
    }

    /** The keys in which two configurations of one name differ. */
    static Set<DomainKey> between(DomainConfig before, DomainConfig after) {
        Set<DomainKey> touched = EnumSet.noneOf(DomainKey.class);
        if (before.role() != after.role()) {
            touched.add(ROLE);
            return touched;
        }
        Arrays.stream(values())
                .filter(key -> !Objects.equals(key.value.apply(before), key.value.apply(after)))
                .forEach(touched::add);
        return touched;
    }

    /** Of a domain of the role that has no such key. */
    private static Object none(DomainConfig domain) {
        return "";
    }
}
