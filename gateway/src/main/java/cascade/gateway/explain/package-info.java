/**
 * Explanation of why an upper cannot play a channel: the way of a call from end to end, judged by values alone.
 *
 * <p>{@link cascade.gateway.explain.Explainer} walks it; each {@code *Check} is a station. {@code fact} is what they go by,
 * {@code finding} what they say, {@code doctor} judges what a stream carries. Nothing here does I/O or knows the time.
 */
@NullMarked
package cascade.gateway.explain;

import org.jspecify.annotations.NullMarked;
