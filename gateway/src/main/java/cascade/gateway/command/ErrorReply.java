package cascade.gateway.command;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Response with Result ERROR that the gateway gives in the lower's place: the command was taken from the upper, and the
 * lower is offline, refused it or said nothing (GB/T 28181-2016 A.2.1, resultType).
 */
final class ErrorReply {

    private ErrorReply() {}

    /** @param reason in plain words, for whoever looks at the upper's log */
    static Other to(ManscdpMessage request, CommandRow row, String reason) {
        List<XmlNode> children = new ArrayList<>();
        children.add(XmlNode.of("CmdType", AskedName.of(request)));
        children.add(XmlNode.of("SN", Long.toString(request.sn())));
        request.target().ifPresent(id -> children.add(XmlNode.of("DeviceID", id.value())));
        children.add(XmlNode.of("Result", "ERROR"));
        children.add(XmlNode.of("Reason", reason));
        if (row.reply() == Reply.PARTS) {
            // an empty answer for those who look for the number only; without a list, as annex N has it
            children.add(XmlNode.of("SumNum", "0"));
        }
        return new Other(
                Root.RESPONSE,
                request.cmdType(),
                request.sn(),
                request.target(),
                XmlNode.of(Root.RESPONSE.element(), children));
    }

    /** CmdType as the asker spelled it: who writes PersetQuery looks for it in the answer. */
    static final class AskedName {

        private AskedName() {}

        static String of(ManscdpMessage request) {
            return Optional.of(request)
                    .filter(Other.class::isInstance)
                    .map(Other.class::cast)
                    .flatMap(other -> other.tree().childText("CmdType"))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .orElse(request.cmdType());
        }
    }
}
