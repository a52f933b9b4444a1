/**
 * RTP and RTCP as bytes: reading, rewriting, counting. No sockets, no threads, no allocation.
 *
 * <p>Static accessors take a buffer and an offset; objects with state ({@code ReceptionStats}) belong to whichever
 * thread feeds them. RFC 3550, RFC 4585, RFC 5104, RFC 5506, RFC 3611.
 */
@NullMarked
package cascade.gateway.media.rtp;

import org.jspecify.annotations.NullMarked;
