/**
 * Media doctor: what makes a picture black, late or garbled while packets flow, told from the headers that {@code
 * media.peek} has read.
 */
@NullMarked
package cascade.gateway.explain.doctor;

import org.jspecify.annotations.NullMarked;
