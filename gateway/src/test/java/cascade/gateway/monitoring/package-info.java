/** Boards that operators are given, as Grafana reads them. */
@NullMarked
package cascade.gateway.monitoring;

import org.jspecify.annotations.NullMarked;
