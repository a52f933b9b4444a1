/**
 * SDP as GB/T 28181 uses it: <a href="https://datatracker.ietf.org/doc/html/rfc4566">RFC 4566</a> with the lines {@code
 * y=} (SSRC) and {@code f=} (media description), read tolerantly, written in the order of the standard.
 *
 * <p>A session description is a tree of immutable records; {@link SdpParser} and {@link SdpWriter} turn it from and
 * into text, {@link LiveSdp} makes the offers and answers of live play. Stateless, any thread. GB/T 28181-2016 annex F,
 * GB/T 28181-2022 annex G, <a href="https://datatracker.ietf.org/doc/html/rfc4566">RFC 4566</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc3264">RFC 3264</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc4145">RFC 4145</a>.
 */
@NullMarked
package cascade.gateway.gb.sdp;

import org.jspecify.annotations.NullMarked;
