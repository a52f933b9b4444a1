/**
 * Functions of lower platforms as a simulated upper asks for them: queries and controls with their answers, subscriptions,
 * and the alarms, positions and results that come of their own accord.
 *
 * <p>{@link cascade.gateway.simulator.upper.function.UpperFunctions} is the way in. The platform's loop only, but for what
 * is published. GB/T 28181-2016 9.3 to 9.5 and 9.11.
 */
@NullMarked
package cascade.gateway.simulator.upper.function;

import org.jspecify.annotations.NullMarked;
