package cascade.gateway.domain.register;

import cascade.gateway.sip.SipPeer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * State of a lower's binding with us (GB/T 28181-2016 9.1, <a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-10.3">RFC 3261 section 10.3</a>).
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
public sealed interface LowerState {

    record Unbound() implements LowerState {}

    record Bound(Binding binding) implements LowerState {}

    /** Offline, but a keepalive from the same address is enough to bring it back. */
    record Silent(Binding binding) implements LowerState {}

    /**
     * Binding of a lower: its address, and until when it holds.
     *
     * @param address whence its last REGISTER or keepalive came, never what its Contact says
     * @param callId of its REGISTERs; empty where it is fixed
     * @param expiresNanos absent where the configuration fixes the address
     */
    record Binding(SipPeer address, String callId, OptionalLong expiresNanos) {

        /**
         * The binding after a keepalive from there: NAT may change the port, another host only where it may move.
         *
         * @return empty where the lower has to register from there first
         */
        public Optional<Binding> keptFrom(SipPeer source, boolean mayMove) {
            if (isFixed()) {
                return Optional.of(this);
            }
            return mayMove || isOnHostOf(source)
                    ? Optional.of(new Binding(source, callId, expiresNanos))
                    : Optional.empty();
        }

        public static Binding fixed(SipPeer address) {
            return new Binding(address, "", OptionalLong.empty());
        }

        public boolean isFixed() {
            return expiresNanos.isEmpty();
        }

        public boolean isOnHostOf(SipPeer source) {
            return address.host().equals(source.host());
        }
    }
}
