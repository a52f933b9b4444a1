package cascade.gateway.call.route;

import cascade.gateway.domain.hop.Onward;

/**
 * Route of a call from here on: the channel it is for, and what its INVITE takes along to the lower. Immutable.
 *
 * @param onward of the call that it is opened for; later ones may join it
 */
public record Route(Channel channel, Onward onward) {}
