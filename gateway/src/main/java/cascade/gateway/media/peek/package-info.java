/**
 * Content probe of a stream: container, codecs, key frames. The relay needs none of it; operators do.
 *
 * <p>{@code StreamProbe} copies the beginnings of some frames while packets pass; {@code ContentFinder} reads the copies
 * later, on the same loop's timer. Whatever a peer sends, reading ends and throws nothing.
 */
@NullMarked
package cascade.gateway.media.peek;

import org.jspecify.annotations.NullMarked;
