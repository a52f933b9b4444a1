/**
 * Loads of calls that upper platforms make at a steady rate, and what became of them. Whoever bridges them, the gateway or a proxy that
 * records its route, gets the same.
 */
@NullMarked
package cascade.gateway.bench.load;

import org.jspecify.annotations.NullMarked;
