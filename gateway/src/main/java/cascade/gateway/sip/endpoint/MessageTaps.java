package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.MessageTap;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import cascade.gateway.sip.transport.MessageLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Taps of one endpoint: the message log first. One that fails takes nothing from the message. Control loop only. */
final class MessageTaps {

    private final Guard guard;
    private final InstantSource clock;
    private final List<MessageTap> taps = new ArrayList<>(List.of(new MessageLog()));

    MessageTaps(Guard guard, InstantSource clock) {
        this.guard = guard;
        this.clock = clock;
    }

    void add(MessageTap tap) {
        taps.add(tap);
    }

    void tell(Direction direction, byte[] bytes, ListeningPoint local, SipPeer peer, String domain) {
        var message = new TappedMessage(direction, local, peer, domain, clock.instant(), bytes);
        for (MessageTap tap : taps) {
            guard.run(domain, () -> tap.onMessage(message));
        }
    }
}
