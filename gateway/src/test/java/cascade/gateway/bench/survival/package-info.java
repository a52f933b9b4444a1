/**
 * Bench of survival: the packaged gateway is killed amid its streams, again and again, and its peers tell what they saw of it.
 */
@NullMarked
package cascade.gateway.bench.survival;

import org.jspecify.annotations.NullMarked;
