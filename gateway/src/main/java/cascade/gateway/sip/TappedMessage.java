package cascade.gateway.sip;

import java.time.Instant;

/**
 * SIP message as it is on the wire, with the two ends of its way.
 *
 * @param direction as we see it
 * @param local our end
 * @param peer the other end, and the transport
 * @param domain the configured peer's name, or {@link SipObserver#UNKNOWN}
 * @param at when it was read from the network, or handed to it
 * @param bytes the whole message; not to be changed
 */
public record TappedMessage(
        Direction direction, ListeningPoint local, SipPeer peer, String domain, Instant at, byte[] bytes) {

    public enum Direction {
        RECEIVED,
        SENT
    }
}
