/**
 * Media loop: one thread with its poller, the tasks pinned to it, and the two bounded queues by which it meets control.
 */
@NullMarked
package cascade.gateway.media.relay.loop;

import org.jspecify.annotations.NullMarked;
