/**
 * Fuzzing of everything that reads the network: targets that know nothing but bytes, seeds from the captures, and findings
 * kept under {@code corpus/}. {@code make fuzz} runs the targets under Jazzer, {@code make test} for some seconds each.
 */
@NullMarked
package cascade.gateway.fuzz;

import org.jspecify.annotations.NullMarked;
