package cascade.gateway.simulator.upper.function;

import cascade.gateway.gb.manscdp.ManscdpMessage.Other;

/**
 * Notification that a simulated upper received: an alarm, a position, a result of work.
 *
 * @param method MESSAGE, or NOTIFY where it was subscribed to
 */
public record ReceivedReport(String method, Other message) {

    public boolean is(String cmdType) {
        return message.cmdType().equals(cmdType);
    }

    /** The text of an element, or empty. */
    public String text(String element) {
        return message.tree().childText(element).orElse("");
    }
}
