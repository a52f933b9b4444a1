package cascade.gateway.catalog.story;

import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.sip.Manscdp;

/** Requests of one model platform to the gateway, each under the next of its numbers. One thread. */
final class StoryRequests {

    private final String name;
    private final NameAddr contact;
    private int last;

    StoryRequests(String name, String id, SipPeer address) {
        this.name = name;
        this.contact = NameAddr.of(SipUri.of(id, address.host().getHostAddress(), 7100));
    }

    /** The next number, which serves as SN as well. */
    int next() {
        return ++last;
    }

    int last() {
        return last;
    }

    /** Outside of any dialog. */
    SipRequest.Builder next(String method) {
        SipUri gateway = SipUri.of(CatalogConfigs.GATEWAY_ID, "127.0.0.1", 7100);
        next();
        return SipRequest.builder(method, gateway)
                .from(contact.withTag("f" + last))
                .to(NameAddr.of(gateway))
                .callId(name + "-" + last)
                .cseq(last)
                .contact(contact);
    }

    NameAddr contact() {
        return contact;
    }

    static SipRequest.Builder body(SipRequest.Builder request, ManscdpMessage message) {
        return request.body(Manscdp.CONTENT_TYPE, Manscdp.bytes(message));
    }
}
