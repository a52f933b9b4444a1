package cascade.gateway.trace;

import cascade.gateway.sip.SipTransport;

/**
 * RTCP datagram of a media leg, or what one would be over TCP, as it was on the wire.
 *
 * @param bytes compound or single, sound by its lengths; not to be changed
 * @param missedBefore how many more there were since the one before, which are not told: they came too fast
 */
public record RtcpDatagram(WireEnds ends, SipTransport transport, byte[] bytes, int missedBefore) {}
