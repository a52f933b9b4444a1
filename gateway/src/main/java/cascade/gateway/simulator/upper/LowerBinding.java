package cascade.gateway.simulator.upper;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.sip.SipPeer;

/**
 * Registration binding of a lower platform (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-10">RFC 3261
 * section 10</a>).
 *
 * @param deviceId its platform id
 * @param peer where it registered from; a Contact is not trusted
 */
public record LowerBinding(DeviceId deviceId, SipPeer peer) {}
