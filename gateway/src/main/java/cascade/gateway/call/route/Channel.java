package cascade.gateway.call.route;

import cascade.gateway.domain.LowerDomain;

/**
 * Location of a channel that an upper asks for: the lower domain, and the channel's id there.
 *
 * @param originalId the id by which the lower knows it
 */
public record Channel(LowerDomain lower, String originalId) {}
