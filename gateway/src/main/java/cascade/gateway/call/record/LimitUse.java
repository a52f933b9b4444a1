package cascade.gateway.call.record;

/**
 * Configured limit and how much of it is used.
 *
 * @param what is limited, in the words of a refusal: {@code viewers of city}
 * @param key of the configuration that sets it
 */
public record LimitUse(String what, String key, long used, long limit) {

    /** Whether one more would pass it. */
    public boolean isReached() {
        return used >= limit;
    }
}
