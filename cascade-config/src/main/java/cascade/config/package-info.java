/**
 * Configuration that operators write: as immutable values, its loading, its checking and its watching.
 *
 * <p>{@link cascade.config.ConfigLoader} is pure and blocking (start-up, {@code check}, worker threads);
 * {@link cascade.config.ConfigSource} belongs to the Vert.x context that created it. Every record here may be read from
 * any thread. Ids follow GB/T 28181 Annex D (2016) / E (2022), coding rule A.
 */
@org.jspecify.annotations.NullMarked
package cascade.config;
