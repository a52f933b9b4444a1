/**
 * Subscriptions as they are kept over a restart, in both directions: their dialogs, what they are to, and until when.
 */
@NullMarked
package cascade.gateway.subscription.keep;

import org.jspecify.annotations.NullMarked;
