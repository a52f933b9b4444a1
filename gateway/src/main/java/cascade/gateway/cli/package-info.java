/**
 * Commands: {@code run}, {@code check}, {@code demo}, {@code simulate}. Each reads its options, builds what it needs
 * and turns the outcome into an exit status; main thread only.
 */
@NullMarked
package cascade.gateway.cli;

import org.jspecify.annotations.NullMarked;
