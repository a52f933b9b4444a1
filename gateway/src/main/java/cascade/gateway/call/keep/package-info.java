/**
 * Records of calls that survive the process: a dialog, a stream and a viewer each have one of their own, kept as they change
 * and forgotten when they end. Who owns them, and what becomes of them after a restart, is the business of {@code call}.
 */
@NullMarked
package cascade.gateway.call.keep;

import org.jspecify.annotations.NullMarked;
