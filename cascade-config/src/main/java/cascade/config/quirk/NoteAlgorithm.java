package cascade.config.quirk;

/** Hash of the Notes that we make: SM3 of the 2022 edition, or one of the editions before. */
public enum NoteAlgorithm {
    SM3,
    SHA_256,
    SHA_1,
    MD5
}
