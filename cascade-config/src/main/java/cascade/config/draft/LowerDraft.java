package cascade.config.draft;

import cascade.address.IpFamily;
import cascade.config.LowerDomainConfig;
import cascade.config.domain.LowerAuth;
import cascade.config.domain.LowerCatalog;
import cascade.config.domain.LowerKeepalive;
import cascade.config.domain.LowerRegister;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import cascade.config.value.Cidr;
import cascade.config.value.MediaTransport;
import cascade.config.value.RedirectTarget;
import cascade.config.value.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Draft of a lower domain, as it was read. */
public record LowerDraft(
        PeerDraft peer,
        List<Field<IpFamily>> families,
        Field<MediaTransport> mediaTransport,
        Supplier<LowerDomainConfig> config)
        implements DomainDraft {

    static LowerDraft read(PeerDraft peer, Section section) {
        List<Field<Cidr>> allowFrom = section.readList("allow-from", Kinds.CIDR);
        Supplier<LowerAuth> auth = auth(section.section("auth"));
        Supplier<LowerRegister> register = register(section.section("register"));
        Section keepalive = section.section("keepalive");
        Field<Duration> keepaliveTimeout = keepalive.read("timeout", Kinds.SECONDS);
        Field<Duration> probeTimeout = keepalive.read("probe-timeout", Kinds.TIMER);
        keepalive.finish();
        Supplier<LowerCatalog> catalog = catalog(section.section("catalog"));
        Section media = section.section("media");
        Field<MediaTransport> mediaTransport = media.read("transport", Kinds.MEDIA_TRANSPORT);
        List<Field<Cidr>> mediaNetworks = media.readList("networks", Kinds.CIDR);
        media.finish();
        List<Field<RedirectTarget>> redirectTo = section.readList("redirect-to", Kinds.REDIRECT_TARGET);
        Field<Integer> maxStreams = section.read("max-streams", Kinds.count(0));
        return new LowerDraft(
                peer,
                Stream.concat(allowFrom.stream(), mediaNetworks.stream())
                        .map(block -> block.map(cidr -> Optional.of(cidr.family())))
                        .toList(),
                mediaTransport,
                () -> new LowerDomainConfig(
                        peer.name(),
                        peer.network().get(),
                        peer.deviceId().get(),
                        Field.values(allowFrom),
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
                        new LowerKeepalive(keepaliveTimeout.get(), probeTimeout.get()),
                        catalog.get(),
                        mediaTransport.get(),
                        Field.values(mediaNetworks),
                        Field.values(redirectTo),
                        maxStreams.get()));
    }

    private static Supplier<LowerAuth> auth(Section section) {
        Field<Boolean> required = section.read("required", Kinds.SWITCH);
        Field<Optional<Secret>> password = section.readSecret("password");
        section.finish();
        boolean passwordMissing = password.found().filter(Optional::isEmpty).isPresent();
        if (required.found().orElse(false) && passwordMissing) {
            section.problems()
                    .addAbsence(
                            password.path(),
                            "missing although required = true",
                            "a password, such as ${?DISTRICT_PASSWORD} with that variable set");
        }
        return () -> new LowerAuth(required.get(), password.get());
    }

    private static Supplier<LowerRegister> register(Section section) {
        Field<Duration> minExpires = section.read("min-expires", Kinds.SECONDS);
        Field<Duration> maxExpires = section.read("max-expires", Kinds.SECONDS);
        section.ordered(minExpires, maxExpires);
        section.finish();
        return () -> new LowerRegister(minExpires.get(), maxExpires.get());
    }

    private static Supplier<LowerCatalog> catalog(Section section) {
        Field<Boolean> queryOnRegister = section.read("query-on-register", Kinds.SWITCH);
        Field<Boolean> subscribe = section.read("subscribe", Kinds.SWITCH);
        Field<Duration> subscribeExpires = section.read("subscribe-expires", Kinds.SECONDS);
        Field<Duration> refresh = section.read("refresh", Kinds.SECONDS);
        section.finish();
        return () -> new LowerCatalog(queryOnRegister.get(), subscribe.get(), subscribeExpires.get(), refresh.get());
    }
}
