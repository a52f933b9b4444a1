package cascade.gateway.domain;

import cascade.gateway.sip.SipPeer;
import java.util.OptionalLong;

/**
 * How a lower's registration with us stands (GB/T 28181-2016 9.1, RFC 3261 section 10.3).
 *
 * <pre>
 *                REGISTER                    REGISTER, keepalive
 *   Unbound ----------------&gt; Bound &lt;---------------------------+
 *     ^                       |   |                              |
 *     |   Expires 0, or       |   | no keepalive for its timeout |
 *     |   lifetime over       |   v                              |
 *     +-----------------------+  Silent -------------------------+
 *     |                           |
 *     +---------------------------+ lifetime over, or Expires 0
 * </pre>
 *
 * Online is Bound alone. A lower with configured hosts is Bound from the start, without a lifetime.
 */
sealed interface LowerState {

    record Unbound() implements LowerState {}

    record Bound(Binding binding) implements LowerState {}

    /** Offline, but a keepalive from the same address is enough to bring it back. */
    record Silent(Binding binding) implements LowerState {}

    /**
     * Where a lower is, and until when.
     *
     * @param address whence its last REGISTER or keepalive came, never what its Contact says
     * @param callId of its REGISTERs; empty where it is fixed
     * @param expiresNanos absent where the configuration fixes the address
     */
    record Binding(SipPeer address, String callId, OptionalLong expiresNanos) {

        Binding at(SipPeer other) {
            return new Binding(other, callId, expiresNanos);
        }

        static Binding fixed(SipPeer address) {
            return new Binding(address, "", OptionalLong.empty());
        }

        boolean isFixed() {
            return expiresNanos.isEmpty();
        }

        boolean isOnHostOf(SipPeer source) {
            return address.host().equals(source.host());
        }
    }
}
