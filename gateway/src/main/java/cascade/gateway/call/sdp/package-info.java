/**
 * Offer/answer of media sessions: reads the upper's offer and the lower's answer into what the bridge needs, writes ours,
 * and turns both into the specs of the media plane
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3264">RFC 3264</a>,
 * <a href="https://datatracker.ietf.org/doc/html/rfc4145">RFC 4145</a>; GB/T 28181-2016 annexes F and L). Knows no dialog.
 */
@NullMarked
package cascade.gateway.call.sdp;

import org.jspecify.annotations.NullMarked;
