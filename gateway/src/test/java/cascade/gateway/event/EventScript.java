package cascade.gateway.event;

import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.StandardCharsets;

/** What the platforms of a {@link ScriptedCascade} say of events: the lower's reports and grants, and an upper's SUBSCRIBE. */
record EventScript(ScriptedCascade cascade) {

    static byte[] document(String root, String cmdType, String device, String own) {
        return Manscdp.document(root, cmdType, 7, device, own).getBytes(StandardCharsets.UTF_8);
    }

    /** @param begun a SUBSCRIBE of any upper in no dialog */
    SipRequest subscribe(SipRequest.Builder begun, String cmdType, String device, String own) {
        return begun.contact(contact(UPPER_ID, cascade.upperHost))
                .header("Event", "presence")
                .header("Expires", "600")
                .body(Manscdp.CONTENT_TYPE, document("Query", cmdType, device, own))
                .build();
    }

    /** The lower answers the gateway's next SUBSCRIBE of that kind, which is returned. */
    SipRequest lowerGrants(String cmdType) {
        SipRequest subscribe = cascade.lower.expectsRequest("SUBSCRIBE", "<CmdType>" + cmdType + "</CmdType>");
        lowerGrants(subscribe);
        return subscribe;
    }

    void lowerGrants(SipRequest subscribe) {
        cascade.lower.answers(
                subscribe,
                200,
                answer -> answer.contact(contact(LOWER_ID, cascade.lowerHost)).header("Expires", "3600"));
    }

    void lowerTells(String method, String cmdType, String device, String own) {
        SipRequest report = cascade.lowerMessage(method, "report" + System.nanoTime())
                .header("Event", "presence")
                .body(Manscdp.CONTENT_TYPE, document("Notify", cmdType, device, own))
                .build();
        cascade.lower.sends(report);
        cascade.lower.expectsResponse(200, report);
    }
}
