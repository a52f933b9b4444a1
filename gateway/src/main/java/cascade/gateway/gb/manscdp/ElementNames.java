package cascade.gateway.gb.manscdp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Element names of the standard, found by the spellings of products and of other editions. */
final class ElementNames {
    /** Command types by the editions' own misspellings: the 2014 supplement prints PersetQuery. */
    private static final Map<String, String> COMMAND_ALIASES = Map.of("persetquery", "PresetQuery");

    private static final Map<String, String> COMMANDS = byLowerCase(
            "Keepalive",
            "Catalog",
            "DeviceInfo",
            "DeviceStatus",
            "RecordInfo",
            "Alarm",
            "ConfigDownload",
            "DeviceConfig",
            "PresetQuery",
            "MobilePosition",
            "DeviceControl",
            "MediaStatus",
            "Broadcast",
            "HomePositionQuery",
            "CruiseTrackListQuery",
            "CruiseTrackQuery",
            "PTZPosition",
            "SDCardStatus",
            "UploadSnapShotFinished",
            "VideoUploadNotify",
            "DeviceUpgradeResult");

    /** Element names that editions and products spell differently by more than case. */
    private static final List<List<String>> SYNONYMS = List.of(List.of("ifamecmd", "iframecmd"));

    private ElementNames() {}

    /** The standard's spelling of a CmdType; the sender's when it is none of the standard's. */
    static String command(String sent) {
        String key = sent.toLowerCase(Locale.ROOT);
        return COMMAND_ALIASES.getOrDefault(key, COMMANDS.getOrDefault(key, sent));
    }

    /** Whether two names mean the same element. */
    static boolean same(String one, String other) {
        if (one.equalsIgnoreCase(other)) {
            return true;
        }
        String oneKey = one.toLowerCase(Locale.ROOT);
        String otherKey = other.toLowerCase(Locale.ROOT);
        return SYNONYMS.stream().anyMatch(names -> names.contains(oneKey) && names.contains(otherKey));
    }

    static Optional<ManscdpMessage.Root> root(String name) {
        return Stream.of(ManscdpMessage.Root.values())
                .filter(root -> root.element().equalsIgnoreCase(name))
                .findFirst();
    }

    static Map<String, String> byLowerCase(String... names) {
        return Stream.of(names)
                .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));
    }
}
