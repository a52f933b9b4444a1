/**
 * RTP and RTCP of the simulated platforms: a paced sender, a checking receiver, and the thread that runs them.
 *
 * <p>Deliberately not the gateway's relay: what tests the relay must not share its sockets and loops. {@link
 * cascade.gateway.simulator.rtp.RtpLoop} owns everything here; other threads ask it and read published counters. <a
 * href="https://datatracker.ietf.org/doc/html/rfc3550">RFC 3550</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc2250">RFC 2250</a>, GB/T 28181-2016 annex C.
 */
@NullMarked
package cascade.gateway.simulator.rtp;

import org.jspecify.annotations.NullMarked;
