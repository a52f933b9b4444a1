package cascade.gateway.call.probe;

/**
 * Reserve that a probe leaves to viewers.
 *
 * @param keepFreePercent of the limits on streams and of the network's media ports; one of each stays free in any case
 */
public record ProbeTerms(int keepFreePercent) {

    private static final int ALL = 100;

    /** Whether one more leaves the reserve free. */
    public boolean leaveRoom(long used, long limit) {
        long reserve = Math.max(1, Math.ceilDiv(limit * keepFreePercent, ALL));
        return used + 1 + reserve <= limit;
    }
}
