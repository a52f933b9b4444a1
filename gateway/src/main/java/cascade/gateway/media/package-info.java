/**
 * Media plane as the rest of the gateway sees it: streams, viewer legs, ports, counters.
 *
 * <p>Control asks ({@link cascade.gateway.media.MediaPlane}) and gets Futures; the plane tells what happened
 * ({@link cascade.gateway.media.MediaEvent}). Both arrive on the Vert.x context that the plane was made with,
 * whatever thread moves the packets. Nothing here knows SIP, XML or the configuration; addresses are resolved before
 * they come in.
 *
 * <p>Wire formats are in {@code rtp} and {@code framing}, the loops in {@code relay}, the sockets in {@code io}, and
 * what a stream turns out to carry in {@code peek}. GB/T 28181 sections 4.3.6 and 6.2, annex C; <a
 * href="https://datatracker.ietf.org/doc/html/rfc3550">RFC 3550</a>.
 */
@NullMarked
package cascade.gateway.media;

import org.jspecify.annotations.NullMarked;
