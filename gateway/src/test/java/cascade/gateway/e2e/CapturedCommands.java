package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.field;

import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.CapturedMessage;
import cascade.gateway.testkit.sip.Manscdp;

/** Commands of captures on their way through the gateway. */
final class CapturedCommands {

    private CapturedCommands() {}

    /** All that a message says but its SN. */
    static XmlNode said(SipRequest request) {
        return ((Other) Manscdp.read(request.body())).tree().without("SN");
    }

    /** The upper sends it and is answered 200; what reaches the lower. */
    static SipRequest carriedDown(ScriptedCascade cascade, CapturedMessage command) {
        cascade.upper.sends(command);
        cascade.upper.expectsResponse(200, command.request());
        String cmdType = field(command.request(), "CmdType");
        return cascade.lower.expectsRequest("MESSAGE", "<CmdType>" + cmdType + "</CmdType>");
    }
}
