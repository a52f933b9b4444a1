/**
 * Traces: recent SIP messages and what happened between them, by call and by peer, in a ring of bounded memory. What arrives
 * is kept as bytes; it is read and drawn only when somebody asks ({@link cascade.gateway.trace.ladder}).
 */
@NullMarked
package cascade.gateway.trace;

import org.jspecify.annotations.NullMarked;
