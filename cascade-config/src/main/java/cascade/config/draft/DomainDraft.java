package cascade.config.draft;

import cascade.address.IpFamily;
import cascade.config.Role;
import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import cascade.config.read.Defaults;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Draft of a domain, as it was read. */
public sealed interface DomainDraft permits UpperDraft, LowerDraft {

    /** What an upper and a lower have in common. */
    PeerDraft peer();

    /** The families of addresses and blocks that it names beside its hosts, each where it stands. */
    List<Field<IpFamily>> families();

    /** Reads {@code domains}, given our own id; a domain whose role is not known cannot be read and is left out. */
    static List<DomainDraft> readAll(
            ConfigObject resolved, Field<String> deviceId, Defaults defaults, Problems problems) {
        Section domains = domains(resolved, problems);
        List<DomainDraft> drafts = new ArrayList<>();
        for (String name : domains.names()) {
            read(name, domains, deviceId, defaults).ifPresent(drafts::add);
        }
        return drafts;
    }

    /** The names of all domains that are written. */
    static Set<String> names(ConfigObject resolved, Problems problems) {
        return domains(resolved, problems).names();
    }

    private static Section domains(ConfigObject resolved, Problems problems) {
        ConfigObject none = ConfigFactory.empty().root();
        return Section.of(KeyPath.of(KeyPath.DOMAINS), resolved.getOrDefault(KeyPath.DOMAINS, none), problems);
    }

    /** What it is laid over; that of a profile that does not exist is read again, and noted, with the other keys. */
    private static String profile(Section written, Defaults defaults) {
        return written.readOptional("profile", Kinds.profile(defaults.profiles()))
                .found()
                .flatMap(name -> name)
                .orElse(Defaults.STANDARD);
    }

    private static Optional<DomainDraft> read(String name, Section domains, Field<String> deviceId, Defaults defaults) {
        Section written = domains.named(name, ConfigFactory.empty().root());
        Field<Role> known = written.read("role", Kinds.ROLE);
        if (!known.isPresent()) {
            UnknownRole.check(written, defaults);
        }
        return known.found().map(role -> {
            Section section = domains.named(name, defaults.domain(role, profile(written, defaults)));
            section.read("role", Kinds.ROLE);
            PeerDraft peer = PeerDraft.read(name, section, deviceId, defaults);
            DomainDraft draft = switch (role) {
                case UPPER -> UpperDraft.read(peer, section);
                case LOWER -> LowerDraft.read(peer, section);
            };
            section.finish();
            return draft;
        });
    }
}
