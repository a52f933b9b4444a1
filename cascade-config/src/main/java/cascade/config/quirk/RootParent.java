package cascade.config.quirk;

/** ParentID of our own item at the root of an upper's catalog: none, or the upper's platform id. */
public enum RootParent {
    NONE,
    UPPER
}
