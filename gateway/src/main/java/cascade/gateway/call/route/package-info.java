/**
 * Routes of calls: the channel and the lower that an INVITE is for, the path it prefers, and the path it has taken. Control
 * loop only.
 */
@NullMarked
package cascade.gateway.call.route;

import org.jspecify.annotations.NullMarked;
