package cascade.gateway.sip;

/**
 * Listener at the edge of the SIP side: the message log, and whatever else shows what was on the wire. It hears of a message
 * that came once its source has been admitted and before it is read, and of one of ours as it is handed to the network.
 * Called on the control loop; must not block.
 */
@FunctionalInterface
public interface MessageTap {

    void onMessage(TappedMessage message);
}
