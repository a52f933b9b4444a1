package cascade.gateway.command;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Response with Result ERROR that the gateway gives in the lower's place: the command was taken from the upper, and the
 * lower is offline, refused it or said nothing (GB/T 28181-2016 A.2.1, resultType).
 */
final class ErrorReply {

    private ErrorReply() {}

    /** @param reason in plain words, for whoever looks at the upper's log */
    static Other to(ManscdpMessage request, CommandRow row, String reason) {
        List<XmlNode> fields = new ArrayList<>();
        fields.add(XmlNode.of("Result", "ERROR"));
        fields.add(XmlNode.of("Reason", reason));
        if (row.reply() == Reply.PARTS) {
            // an empty answer for those who look for the number only; without a list, as annex N has it
            fields.add(XmlNode.of("SumNum", "0"));
        }
        return Other.of(Root.RESPONSE, MessageFields.askedName(request), request.sn(), request.target(), fields);
    }
}
