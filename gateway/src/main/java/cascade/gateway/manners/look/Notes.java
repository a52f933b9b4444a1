package cascade.gateway.manners.look;

import cascade.gateway.manners.trait.Trait;

/** Taker of what a look has seen. */
@FunctionalInterface
public interface Notes {

    /** @param example as it stood on the wire, or "" */
    void note(Trait trait, String value, String example);

    /** The same where the value says it all. */
    default void note(Trait trait, String value) {
        note(trait, value, "");
    }
}
