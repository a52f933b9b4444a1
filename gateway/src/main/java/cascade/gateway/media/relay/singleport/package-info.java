/**
 * Single-port networks: all legs share one RTP/RTCP port pair, and packets are demultiplexed by address and SSRC.
 */
@NullMarked
package cascade.gateway.media.relay.singleport;

import org.jspecify.annotations.NullMarked;
