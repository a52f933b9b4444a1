/**
 * Values that settings are made of: addresses, ports, patterns, secrets, transports; and {@link
 * cascade.config.value.Require}, the invariants of records. Immutable, any thread.
 */
@NullMarked
package cascade.config.value;

import org.jspecify.annotations.NullMarked;
