package cascade.config.quirk;

/** Use of Note with a peer: none, ours carry one and its own are checked where it has them, or no message without one. */
public enum NoteUse {
    OFF,
    CHECKED,
    REQUIRED
}
