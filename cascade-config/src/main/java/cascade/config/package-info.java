/**
 * Configuration that operators write, as immutable values that any thread may read.
 *
 * <pre>
 *   load --> rule --> draft --> read --> file        what a text goes through until it is a
 *     \        \        \                            {@link cascade.config.GatewayConfig}, or a list of problems
 *      `--------`--------`--> GatewayConfig --> gateway, domain --> value
 *                                  ^
 *                                diff                what differs between two of them
 * </pre>
 *
 * Who uses a configuration needs this package with {@code gateway}, {@code domain} and {@code value}, {@code load} and
 * {@code diff}; the rest is nobody else's. Ids follow GB/T 28181 Annex D (2016) / E (2022), coding rule A.
 */
@NullMarked
package cascade.config;

import org.jspecify.annotations.NullMarked;
