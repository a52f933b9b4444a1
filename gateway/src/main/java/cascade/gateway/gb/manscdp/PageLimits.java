package cascade.gateway.gb.manscdp;

/**
 * Limits of one message of a catalog answer: few items keep a datagram below the size at which networks fragment it.
 *
 * @param maxItems items in a message
 * @param maxBodyBytes bytes of a body; an item that is larger by itself travels alone
 */
public record PageLimits(int maxItems, int maxBodyBytes) {
    public PageLimits {
        if (maxItems <= 0 || maxBodyBytes <= 0) {
            throw new IllegalArgumentException(
                    "page limits: " + maxItems + " items, " + maxBodyBytes + " bytes (expected: above 0)");
        }
    }
}
