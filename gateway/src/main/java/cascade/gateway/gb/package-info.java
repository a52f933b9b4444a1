/**
 * Vocabulary of GB/T 28181: identifiers, SSRCs, dates and the Subject header as values, without any I/O.
 *
 * <p>Used by every feature; knows none of them, nor SIP, nor Vert.x. Values are immutable and belong to no thread; what
 * keeps state ({@link cascade.gateway.gb.SsrcAllocator}) says so. GB/T 28181-2016 annexes D, F, K; GB/T 28181-2022
 * annexes E, G, L.
 */
@NullMarked
package cascade.gateway.gb;

import org.jspecify.annotations.NullMarked;
