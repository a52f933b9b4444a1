/** What the benches of media and of signalling share: processes on a core of their own, their cost, and the page of results. */
@NullMarked
package cascade.gateway.bench.kit;

import org.jspecify.annotations.NullMarked;
