/**
 * Advice on the configuration of a domain, by values alone: claims about vendors and demands on keys are tables in the
 * resources beside these classes. Knows no time and does no I/O but to read them. Immutable, any thread.
 */
@NullMarked
package cascade.gateway.manners.advice;

import org.jspecify.annotations.NullMarked;
