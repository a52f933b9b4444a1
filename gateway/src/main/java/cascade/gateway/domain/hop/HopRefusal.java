package cascade.gateway.domain.hop;

/**
 * Refusal of a request that is not carried on: a loop (482) or too many hops (483).
 *
 * @param status of the response
 * @param why in plain words, for its Warning
 */
public record HopRefusal(int status, String why) {}
