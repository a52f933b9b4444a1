/** Ladder diagrams: a trace read message by message, as JSON and as text. Any thread. */
@NullMarked
package cascade.gateway.trace.ladder;

import org.jspecify.annotations.NullMarked;
