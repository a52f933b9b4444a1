/**
 * Channel tree and shared views at a city's size, without network: what they weigh, and how long one turn of the control
 * loop is held by them.
 */
@NullMarked
package cascade.gateway.bench.tree;

import org.jspecify.annotations.NullMarked;
