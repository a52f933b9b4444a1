/**
 * Subscriptions of a simulated upper platform, whatever they are to (<a
 * href="https://datatracker.ietf.org/doc/html/rfc6665">RFC 6665</a>). The platform's loop only.
 */
@NullMarked
package cascade.gateway.simulator.upper.subscription;

import org.jspecify.annotations.NullMarked;
