/**
 * Functions that an upper platform asks of a lower one beside catalog and media: vocabulary of both simulated platforms.
 *
 * <p>{@link cascade.gateway.simulator.function.DeviceFunction} is the table: what is not a row of it, neither platform
 * knows. Values only, any thread. GB/T 28181-2016 9.3 to 9.5 and annex A, GB/T 28181-2022 annex A.
 */
@NullMarked
package cascade.gateway.simulator.function;

import org.jspecify.annotations.NullMarked;
