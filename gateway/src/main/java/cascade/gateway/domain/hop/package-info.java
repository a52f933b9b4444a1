/**
 * Carrying of a request from one domain to the next: its hops, the gateways that it has visited, whose user asks, and the
 * platforms of its path. Knows no domain but its settings.
 */
@NullMarked
package cascade.gateway.domain.hop;

import org.jspecify.annotations.NullMarked;
