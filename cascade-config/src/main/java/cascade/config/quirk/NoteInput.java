package cascade.config.quirk;

/** From and To as the Notes that we make take them in, which the standard leaves open: URI, or value of the header. */
public enum NoteInput {
    URI,
    HEADER
}
