/**
 * Difference of two configurations, key by key: what a live reload applies, and what has to wait for a restart. Pure
 * values, from any thread.
 */
@org.jspecify.annotations.NullMarked
package cascade.config.diff;
