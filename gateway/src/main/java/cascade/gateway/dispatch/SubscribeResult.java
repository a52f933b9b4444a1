package cascade.gateway.dispatch;

import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.sip.message.SipResponse;
import java.util.List;
import java.util.Optional;

/** Result in the 200 to an upper's SUBSCRIBE, where its profile wants one: GB/T 28181-2016 9.11. Control loop only. */
public final class SubscribeResult {

    private SubscribeResult() {}

    /** @param query body of the SUBSCRIBE, where it has one */
    public static void add(UpperDomain upper, Optional<ManscdpMessage> query, SipResponse.Builder answer) {
        if (upper.config().profile().subscribeResult()) {
            query.ifPresent(asked ->
                    answer.body(ManscdpMessage.CONTENT_TYPE, upper.link().write(ok(asked))));
        }
    }

    private static Other ok(ManscdpMessage query) {
        return Other.of(
                Root.RESPONSE, query.cmdType(), query.sn(), query.target(), List.of(XmlNode.of("Result", "OK")));
    }
}
