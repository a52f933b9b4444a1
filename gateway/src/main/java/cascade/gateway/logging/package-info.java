/**
 * Log: where its lines go, and which are written. The only room that knows Logback; everybody else logs through SLF4J.
 *
 * <p>A line is encoded on the thread that logs it and written by a thread of its own
 * ({@link cascade.gateway.logging.LogAppender}), so that no reader of standard output, however slow, holds up an event loop.
 */
@NullMarked
package cascade.gateway.logging;

import org.jspecify.annotations.NullMarked;
