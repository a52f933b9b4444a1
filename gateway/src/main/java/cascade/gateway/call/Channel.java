package cascade.gateway.call;

import cascade.gateway.domain.LowerDomain;

/**
 * Where a channel that an upper asks for really is.
 *
 * @param originalId the id by which the lower knows it
 */
public record Channel(LowerDomain lower, String originalId) {}
