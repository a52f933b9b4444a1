package cascade.gateway.catalog.share.part;

import cascade.gateway.time.Turns;

/**
 * Pace at which a part of a shared catalog is made anew. Control loop only.
 *
 * @param turns of the loop
 * @param channels worked through in a turn, about
 */
public record RebuildPace(Turns turns, int channels) {

    /** Some milliseconds' work. */
    private static final int CHANNELS = 2_000;

    /** A node is worked through some times before it is shown. */
    private static final int WALKS = 4;

    /** All at once, for who has no loop. */
    public static final RebuildPace AT_ONCE = new RebuildPace(Turns.AT_ONCE, CHANNELS);

    public static RebuildPace of(Turns turns) {
        return new RebuildPace(turns, CHANNELS);
    }

    /** Where a lower of so many nodes is made: one that is no more than a turn's work at once. */
    Turns turnsFor(int nodes) {
        return nodes <= channels / WALKS ? Turns.AT_ONCE : turns;
    }
}
