package cascade.config.quirk;

/** CmdType of a preset query: {@code PresetQuery}, or {@code PersetQuery} as the 2014 supplement prints it. */
public enum PresetQueryName {
    PRESET_QUERY,
    PERSET_QUERY
}
