/** What the metrics page of a large gateway costs. */
@NullMarked
package cascade.gateway.bench.metrics;

import org.jspecify.annotations.NullMarked;
