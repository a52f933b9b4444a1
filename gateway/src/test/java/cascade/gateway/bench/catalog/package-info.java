/**
 * Catalogs at city scale, measured on the machine at hand: {@code make bench-catalog}. Platforms and gateway as in
 * {@link cascade.gateway.bench.sip}; beside each trial an upper calls cameras of a small lower and asks for nothing by OPTIONS,
 * a hundred times a second, so that a stall of the control loop is seen from outside.
 */
@NullMarked
package cascade.gateway.bench.catalog;

import org.jspecify.annotations.NullMarked;
