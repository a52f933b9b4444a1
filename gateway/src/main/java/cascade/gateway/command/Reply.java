package cascade.gateway.command;

/** Response messages that a command calls for (GB/T 28181-2016 A.2.3 to A.2.6), beside the 200 to its MESSAGE. */
enum Reply {
    /** None; one that comes all the same is passed on. */
    NONE,
    /** Exactly one. */
    ONE,
    /** One in parts, which SumNum counts where the edition has it (GB/T 28181-2016 annex N). */
    PARTS
}
