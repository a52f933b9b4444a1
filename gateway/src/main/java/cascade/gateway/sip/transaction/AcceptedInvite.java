package cascade.gateway.sip.transaction;

import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.sip.message.WrittenRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * INVITE client transaction in the Accepted state (<a href="https://datatracker.ietf.org/doc/html/rfc6026#section-7.2">RFC
 * 6026 section 7.2</a>) whose 2xx has been acknowledged: the ACK's bytes for each repetition of that 2xx until timer M, and
 * the INVITE's bytes for one of a fork. A fraction of what the transaction takes. Control loop only.
 */
public final class AcceptedInvite implements ResponseTarget, AnsweredInvite {

    /** ACK to one 2xx, as it was sent. */
    record Ack(byte[] bytes, SipPeer to) {

        static Ack send(TransactionContext context, SipRequest request, SipPeer to, MessageSecurity security) {
            var ack = new Ack(SipWriter.write(security.sealed(context.stamped(request, to))), to);
            context.observer().sent(context.domainOf(to), "ACK", "");
            context.transmit(ack.bytes, to);
            return ack;
        }

        void sendAgain(TransactionContext context) {
            context.observer().retransmitted(context.domainOf(to), "ack");
            context.transmit(bytes, to);
        }
    }

    private final TransactionContext context;
    private final WrittenRequest request;
    private final SipPeer peer;
    private final MessageSecurity security;
    private final SurplusHandler surplus;
    /** By the To tag of the 2xx: nearly always one, hence a map without a table. */
    private Map<String, Ack> acks;

    /** @param acks those that were sent, by the To tag of their 2xx */
    AcceptedInvite(InviteClientTx whole, Map<String, Ack> acks, SurplusHandler surplus) {
        this.context = whole.context;
        this.request = whole.written();
        this.peer = whole.peer();
        this.security = whole.security;
        this.acks = Map.copyOf(acks);
        this.surplus = surplus;
    }

    @Override
    public SipRequest request() {
        return request.read();
    }

    @Override
    public SipPeer peer() {
        return peer;
    }

    @Override
    public void onResponse(SipResponse response) {
        if (!response.isSuccess()) {
            return;
        }
        Ack sent = acks.get(response.to().tag().orElse(""));
        if (sent == null) {
            surplus.onSurplus(this, response);
            return;
        }
        context.observer().retransmitted(context.domainOf(peer), "received");
        sent.sendAgain(context);
    }

    @Override
    public void acknowledge(SipRequest ack, SipPeer to) {
        var more = new HashMap<>(acks);
        more.put(ack.to().tag().orElse(""), Ack.send(context, ack, to, security));
        acks = Map.copyOf(more);
    }
}
