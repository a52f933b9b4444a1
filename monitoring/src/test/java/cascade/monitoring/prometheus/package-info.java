/** The rules that Prometheus judges us by: checked, tried and described. */
@NullMarked
package cascade.monitoring.prometheus;

import org.jspecify.annotations.NullMarked;
