package cascade.gateway.catalog.serve;

import cascade.gateway.gb.manscdp.PageLimits;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipWriter;

/**
 * Size limit of a SIP message and the room that its headers leave for the body: datagrams that networks fragment get
 * lost.
 *
 * @param maxMessageBytes of the whole message
 */
record MessageRoom(int maxMessageBytes) {

    /** Via with received and rport, Max-Forwards, User-Agent: what the endpoint adds. */
    private static final int ADDED_BYTES = 160;

    /** A body of some size is always sent, if only with one item. */
    private static final int SMALLEST_BODY = 1;

    /** @param withoutBody the message as it will be, but for its body */
    PageLimits limits(SipRequest withoutBody, int maxItems) {
        int head = SipWriter.write(withoutBody).length + ADDED_BYTES;
        return new PageLimits(maxItems, Math.max(SMALLEST_BODY, maxMessageBytes - head));
    }
}
