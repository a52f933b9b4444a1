/** Boards and rules of {@code monitoring}, held against a real Prometheus that watches a gateway at work. */
@NullMarked
package cascade.gateway.monitoring;

import org.jspecify.annotations.NullMarked;
