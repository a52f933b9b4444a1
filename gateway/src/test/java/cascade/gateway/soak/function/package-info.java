/** Every function of the gateway between an upper and two lowers with faults, for as long as wanted. Run by {@code make soak}. */
@NullMarked
package cascade.gateway.soak.function;

import org.jspecify.annotations.NullMarked;
