/**
 * Subscriptions of an upper at a simulated lower platform, whatever they are to: accepted, renewed, told, ended (<a
 * href="https://datatracker.ietf.org/doc/html/rfc6665">RFC 6665</a>). The platform's loop only.
 */
@NullMarked
package cascade.gateway.simulator.lower.subscription;

import org.jspecify.annotations.NullMarked;
