/**
 * Linux system calls and their structs, as far as media needs them, through the Foreign Function and Memory API.
 * Nothing else in the gateway calls native code.
 *
 * <p>Numbers and layouts are those of 64-bit Linux on x86-64 and on aarch64; where the two differ it is said. {@link
 * cascade.gateway.media.io.linux.Probe} tells whether this machine has all of it.
 *
 * <p>Addresses of native memory are passed as {@code long}: the callee's memory belongs to an arena of the caller's,
 * which outlives the call.
 */
@NullMarked
package cascade.gateway.media.io.linux;

import org.jspecify.annotations.NullMarked;
