/**
 * RTP and RTCP as bytes: reading, rewriting, counting. No sockets, no threads, no allocation.
 *
 * <p>Static accessors take a buffer and an offset; objects with state ({@code ReceptionStats}) belong to whichever
 * thread feeds them. <a href="https://datatracker.ietf.org/doc/html/rfc3550">RFC 3550</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc4585">RFC 4585</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc5104">RFC 5104</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc5506">RFC 5506</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc3611">RFC 3611</a>.
 */
@NullMarked
package cascade.gateway.media.rtp;

import org.jspecify.annotations.NullMarked;
