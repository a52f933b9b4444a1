/**
 * Functions of a simulated lower platform beside catalog and media: queries, controls, alarms and positions, each of which
 * can be missing or faulty.
 *
 * <p>{@link cascade.gateway.simulator.lower.function.LowerFunctions} is the way in, {@link
 * cascade.gateway.simulator.lower.function.FunctionOptions} what can be chosen. The platform's loop only. GB/T 28181-2016 9.3
 * to 9.5, GB/T 28181-2022 annex A.
 */
@NullMarked
package cascade.gateway.simulator.lower.function;

import org.jspecify.annotations.NullMarked;
