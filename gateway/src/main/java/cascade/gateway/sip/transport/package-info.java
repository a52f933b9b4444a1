/**
 * Listening points and connections (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-18">RFC 3261 section
 * 18</a>): UDP sockets, TCP connections and the framing of messages on a stream. Bytes in, bytes out; nothing here reads a
 * message. Control loop only.
 */
@NullMarked
package cascade.gateway.sip.transport;

import org.jspecify.annotations.NullMarked;
