package cascade.gateway.simulator.rtp;

/**
 * Sequence number and timestamp of the first RTP packet after a change, as {@code RTP-Info} tells them (GB/T 28181-2022
 * annex B).
 *
 * @param timestamp unsigned
 */
public record NextPacket(int sequence, long timestamp) {}
