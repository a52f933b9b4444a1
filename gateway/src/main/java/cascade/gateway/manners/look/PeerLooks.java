package cascade.gateway.manners.look;

import cascade.gateway.media.SourceStats;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import java.util.Map;
import java.util.Optional;

/** All looks at one peer, with the little that they remember of its earlier messages. Control loop only. */
public final class PeerLooks {

    private final RegisterLook registrations = new RegisterLook();
    private final DialogLook dialogs = new DialogLook();
    private final KeepaliveLook keepalives = new KeepaliveLook();
    private final SdpLook media = new SdpLook();

    /** Looks at one of its messages, or at one of ours for what its next will be compared with. */
    public void look(TappedMessage wire, Notes notes) {
        Optional<WireForm> message = WireForm.of(wire.bytes());
        if (message.isEmpty()) {
            return;
        }
        if (wire.direction() == Direction.RECEIVED) {
            received(message.get(), wire, notes);
        } else {
            sent(message.get(), notes);
        }
    }

    private void received(WireForm message, TappedMessage wire, Notes notes) {
        SipPeer source = wire.peer();
        HeaderLook.look(message, source.transport(), notes);
        AddressLook.look(message, source, notes);
        registrations.received(message, notes);
        EventLook.look(message, notes);
        dialogs.received(message, notes);
        media.received(message, source, notes);
        if (message.isRequest("REGISTER")) {
            keepalives.onRegister(notes);
        }
        if (message.hasXml()) {
            String command = XmlLook.look(message.body(), notes);
            if (command.equals("Keepalive")) {
                keepalives.onKeepalive(message, wire.at(), notes);
            }
        }
    }

    private void sent(WireForm message, Notes notes) {
        registrations.sent(message);
        keepalives.sent(message);
        EventLook.sent(message, notes);
        media.sent(message);
    }

    /**
     * Looks at a stream that it sends.
     *
     * @param callId of our INVITE
     * @param offered the SSRC that it asked for
     */
    public void look(SourceStats source, String callId, long offered, Notes notes) {
        MediaLook.look(source, offered, media.answeredSsrc(callId), notes);
    }

    /** Looks at the RTCP that it sends. */
    public void lookAtRtcp(Map<RtcpType, Long> received, Notes notes) {
        MediaLook.noteRtcp(received, notes);
    }
}
