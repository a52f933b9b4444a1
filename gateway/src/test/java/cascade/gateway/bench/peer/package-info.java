/**
 * Upper and lower platforms written for speed, for benches: what they send is put together from bytes, what they receive is
 * read in place, and all of them run on one loop. They keep to the protocol and check little of it.
 */
@NullMarked
package cascade.gateway.bench.peer;

import org.jspecify.annotations.NullMarked;
