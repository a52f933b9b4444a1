/**
 * Demo: a gateway between a simulated lower and a simulated upper platform, watched and judged.
 *
 * <p>{@link cascade.gateway.cli.demo.Demo} runs it, on the platforms' own loops; {@link
 * cascade.gateway.cli.demo.StatusScreen} shows it and {@link cascade.gateway.cli.demo.Verdict} judges it, on the main
 * thread.
 */
@NullMarked
package cascade.gateway.cli.demo;

import org.jspecify.annotations.NullMarked;
