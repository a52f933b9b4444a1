/**
 * Records that survive the process: keyed values of each kind of state, kept as bytes. Knows no feature; what a record
 * says is the business of the feature that wrote it.
 */
@NullMarked
package cascade.gateway.store;

import org.jspecify.annotations.NullMarked;
