/**
 * Live changes of the gateway for the console, as server-sent events (<a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, section 9.2</a>): while somebody looks, the
 * state is taken at a steady rate, and each client is sent what has changed since.
 *
 * <p>What a client may cost is bounded: how many there are, how often they are told, how many rows, and how much waits
 * for one that reads slowly.
 */
@NullMarked
package cascade.gateway.admin.live;

import org.jspecify.annotations.NullMarked;
