package cascade.config.quirk;

/**
 * Element of a key-frame request: by the edition of the peer, {@code IFameCmd} as the 2016 text spells it, or
 * {@code IFrameCmd}.
 */
public enum KeyFrameName {
    EDITION,
    I_FAME_CMD,
    I_FRAME_CMD
}
