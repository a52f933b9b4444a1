package cascade.config.draft;

import cascade.config.Edition;
import cascade.config.Profile;
import cascade.config.domain.NoteConfig;
import cascade.config.file.KeyPath;
import cascade.config.read.Defaults;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import cascade.config.value.HostPort;
import cascade.config.value.Secret;
import cascade.config.value.Transport;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Draft of the keys that upper and lower domains have in common, as they were read. */
public record PeerDraft(
        String name,
        KeyPath path,
        Field<String> network,
        Field<String> deviceId,
        List<Field<HostPort>> hosts,
        Field<Transport> transport,
        Supplier<Profile> profile,
        Field<String> localDeviceId,
        Field<String> sipDomain,
        Field<Edition> edition,
        Field<Charset> charset,
        Supplier<NoteConfig> note) {

    static PeerDraft read(String name, Section section, Field<String> deviceId, Defaults defaults) {
        return new PeerDraft(
                name,
                section.path(),
                section.read("network", Kinds.NETWORK),
                section.read("device-id", Kinds.PLATFORM_ID),
                section.readList("hosts", Kinds.HOST_PORT),
                section.read("transport", Kinds.TRANSPORT),
                ProfileReader.read(section, defaults),
                section.readOr("local-device-id", Kinds.PLATFORM_ID, deviceId),
                section.read("sip-domain", Kinds.SIP_DOMAIN),
                section.read("edition", Kinds.EDITION),
                section.read("charset", Kinds.CHARSET),
                note(section.section("note")));
    }

    private static Supplier<NoteConfig> note(Section section) {
        Field<Optional<Secret>> secret = section.readSecret("secret");
        Field<Duration> window = section.read("window", Kinds.SECONDS);
        section.finish();
        return () -> new NoteConfig(secret.get(), window.get());
    }
}
