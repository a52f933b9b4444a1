package cascade.gateway.simulator.upper;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.sip.SipPeer;

/**
 * A lower platform that is registered now.
 *
 * @param deviceId its platform id
 * @param peer where it registered from; a Contact is not trusted
 */
public record LowerBinding(DeviceId deviceId, SipPeer peer) {}
