/** Test kit: what tests of several packages share. Here addresses, time-outs, time and the control loop. */
@NullMarked
package cascade.gateway.testkit;

import org.jspecify.annotations.NullMarked;
