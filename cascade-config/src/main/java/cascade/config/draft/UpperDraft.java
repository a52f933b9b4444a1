package cascade.config.draft;

import cascade.address.IpFamily;
import cascade.config.Permission;
import cascade.config.UpperDomainConfig;
import cascade.config.domain.IdMap;
import cascade.config.domain.RegisterSchedule;
import cascade.config.domain.UpperAuth;
import cascade.config.domain.UpperCatalog;
import cascade.config.domain.UpperKeepalive;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import cascade.config.value.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Draft of an upper domain, as it was read.
 *
 * @param map original id to exported id, or the beginning of such, each with a star
 * @param config builds it, given the address that its network advertises for media
 */
public record UpperDraft(
        PeerDraft peer,
        List<Field<IpFamily>> families,
        List<ShareDraft> share,
        Map<String, Field<String>> map,
        TreeDraft tree,
        Function<String, UpperDomainConfig> config)
        implements DomainDraft {

    static UpperDraft read(PeerDraft peer, Section section) {
        section.requireSome("hosts", peer.hosts(), Kinds.HOST_PORT);
        Supplier<UpperAuth> auth = auth(section.section("auth"), peer.localDeviceId());
        Supplier<RegisterSchedule> register = register(section.section("register"));
        Supplier<UpperKeepalive> keepalive = keepalive(section.section("keepalive"));
        Supplier<UpperCatalog> catalog = catalog(section.section("catalog"));
        MediaDraft media = MediaDraft.read(section.section("media"));
        List<Field<Permission>> permissions = section.readList("permissions", Kinds.PERMISSION);
        List<ShareDraft> share =
                section.sections("share").stream().map(ShareDraft::read).toList();
        Map<String, Field<String>> map = section.readMap("map", Kinds.ORIGINAL_ID, Kinds.EXPORTED_ID);
        TreeDraft tree = TreeDraft.read(section);
        Field<Integer> maxViewers = section.read("max-viewers", Kinds.count(0));
        return new UpperDraft(
                peer,
                media.families(),
                share,
                map,
                tree,
                advertise -> new UpperDomainConfig(
                        peer.name(),
                        peer.network().get(),
                        peer.deviceId().get(),
                        Field.values(peer.hosts()),
                        peer.transport().get(),
                        peer.profile().get(),
                        peer.localDeviceId().get(),
                        peer.sipDomain().get(),
                        peer.edition().get(),
                        peer.charset().get(),
                        peer.note().get(),
                        auth.get(),
                        register.get(),
                        keepalive.get(),
                        catalog.get(),
                        media.build(advertise),
                        Set.copyOf(Field.values(permissions)),
                        share.stream().map(ShareDraft::build).toList(),
                        IdMap.of(values(map)),
                        tree.build().get(),
                        maxViewers.get()));
    }

    private static Supplier<UpperAuth> auth(Section section, Field<String> localDeviceId) {
        Field<String> username = section.read("username", Kinds.USERNAME).ifEmpty(localDeviceId);
        Field<Optional<Secret>> password = section.readSecret("password");
        section.finish();
        return () -> new UpperAuth(username.get(), password.get());
    }

    private static Supplier<RegisterSchedule> register(Section section) {
        Field<Duration> expires = section.read("expires", Kinds.SECONDS);
        Field<Duration> retry = section.read("retry", Kinds.SECONDS);
        Field<Duration> retryMax = section.read("retry-max", Kinds.SECONDS);
        section.ordered(retry, retryMax);
        Field<Integer> maxRedirects = section.read("max-redirects", Kinds.count(0));
        Field<Duration> returnToFirst = section.read("return-to-first", Kinds.DURATION_OR_ZERO);
        section.finish();
        return () -> new RegisterSchedule(
                expires.get(), retry.get(), retryMax.get(), maxRedirects.get(), returnToFirst.get());
    }

    private static Supplier<UpperKeepalive> keepalive(Section section) {
        Field<Duration> interval = section.read("interval", Kinds.SECONDS);
        Field<Integer> maxMissed = section.read("max-missed", Kinds.count(1));
        Field<Integer> maxFailing = section.read("max-failing", Kinds.count(0));
        section.finish();
        return () -> new UpperKeepalive(interval.get(), maxMissed.get(), maxFailing.get());
    }

    private static Supplier<UpperCatalog> catalog(Section section) {
        Field<Integer> itemsPerMessage = section.read("items-per-message", Kinds.count(1));
        Field<Integer> maxMessage = section.read("max-message", Kinds.size(512));
        Field<Integer> maxTcpMessage = section.read("max-tcp-message", Kinds.size(512));
        Field<Integer> window = section.read("window", Kinds.count(1));
        Field<Integer> lateWindow = section.read("late-window", Kinds.count(0));
        Field<Boolean> civilCodeParents = section.read("civil-code-parents", Kinds.SWITCH);
        section.finish();
        return () -> new UpperCatalog(
                itemsPerMessage.get(),
                maxMessage.get(),
                maxTcpMessage.get(),
                window.get(),
                lateWindow.get(),
                civilCodeParents.get());
    }

    private static Map<String, String> values(Map<String, Field<String>> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach((key, field) -> values.put(key, field.get()));
        return values;
    }
}
