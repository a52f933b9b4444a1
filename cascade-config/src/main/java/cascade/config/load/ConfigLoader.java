package cascade.config.load;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.draft.DomainDraft;
import cascade.config.draft.GatewayDraft;
import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import cascade.config.file.Sources;
import cascade.config.read.Defaults;
import cascade.config.read.Section;
import cascade.config.read.Substitutions;
import cascade.config.rule.DomainFiles;
import cascade.config.rule.DomainRules;
import cascade.config.rule.DomainWarnings;
import cascade.config.rule.ExportRules;
import cascade.config.rule.MappedAddresses;
import cascade.config.rule.NetworkRules;
import cascade.config.rule.NoteRules;
import cascade.config.rule.ThisMachine;
import cascade.config.rule.UnreadFiles;
import cascade.config.rule.UnsetVariables;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Loader of a configuration: reads its files and checks all of it. Blocking: for start-up, for {@code check}, and for
 * worker threads; never for an event loop.
 *
 * <p>Files are merged over {@code reference.conf}, then substitutions are made across all of them, then the defaults
 * and the profile of each domain are laid under it, then every key is read and every rule is checked.
 */
public final class ConfigLoader {

    private static final List<String> ROOT_KEYS = List.of(KeyPath.GATEWAY, KeyPath.DOMAINS);
    private static final Config REFERENCE =
            ConfigFactory.parseResources(ConfigLoader.class.getClassLoader(), "reference.conf");

    private ConfigLoader() {}

    /** Loads a folder ({@code gateway.conf} and {@code domains/*.conf}) or a single file that holds all. */
    public static LoadResult load(Path path) {
        Sources sources = Sources.read(path);
        Config written = sources.merged();
        ConfigObject resolved;
        try {
            resolved = withoutDefaults(written)
                    .withFallback(reference())
                    .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true))
                    .root();
        } catch (ConfigException e) {
            Problems problems = new Problems(sources, ConfigFactory.empty().root());
            Substitutions.noteFailure(e, problems);
            return new LoadResult.Faulty(problems.sorted());
        }
        Problems problems = new Problems(sources, resolved);
        Substitutions.noteUnresolved(resolved, problems);
        noteUnknownRootKeys(written.root(), problems);
        DomainFiles.noteSharedNames(sources, problems);
        Optional<GatewayConfig> config = read(resolved, problems);
        if (config.isEmpty()) {
            return new LoadResult.Faulty(problems.sorted());
        }
        UnsetVariables.note(sources, resolved.toConfig(), problems);
        UnreadFiles.note(path, sources, problems);
        DomainWarnings.note(config.get(), written.root(), problems);
        ThisMachine.note(config.get(), problems);
        MappedAddresses.note(resolved, problems);
        return new LoadResult.Loaded(config.get(), problems.warnings());
    }

    static Optional<GatewayConfig> read(ConfigObject resolved, Problems problems) {
        Defaults defaults = Defaults.of(resolved);
        GatewayDraft gateway = GatewayDraft.read(
                Section.of(KeyPath.of(KeyPath.GATEWAY), resolved.get(KeyPath.GATEWAY), problems), defaults);
        List<DomainDraft> domains = DomainDraft.readAll(resolved, gateway.deviceId(), defaults, problems);
        NetworkRules.check(gateway, problems);
        DomainRules.check(domains, gateway.networks(), problems);
        ExportRules.check(domains, DomainDraft.names(resolved, problems), problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        GatewayConfig built = gateway.build(domains);
        NoteRules.check(built, problems);
        return problems.isEmpty() ? Optional.of(built) : Optional.empty();
    }

    static Config reference() {
        return REFERENCE;
    }

    /** What an operator puts there is refused, but must not shake the ground that the reading stands on. */
    private static Config withoutDefaults(Config written) {
        return written.withoutPath("defaults").withoutPath("profiles");
    }

    private static void noteUnknownRootKeys(ConfigObject written, Problems problems) {
        for (String key : written.keySet()) {
            if (!ROOT_KEYS.contains(key)) {
                problems.addUnknownKey(KeyPath.of(key), ROOT_KEYS);
            }
        }
    }
}
