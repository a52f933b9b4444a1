package cascade.config.quirk;

/** Text of the hash in the Notes that we make, which the standard's example leaves open. */
public enum NoteForm {
    BASE64,
    BASE64_OF_HEX,
    HEX
}
