package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.PORT;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.sip.ScriptedPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A dialog belongs to a domain, not to a socket address: field cases F17 (requests from the second host of the same upper),
 * F36 (a port that is closed afterwards) and F40 (a strict router).
 */
class OtherHostIT {

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private final String secondHost = net.host(11);

    private final ScriptedCascade cascade = new ScriptedCascade(net, """
            domains.city.hosts = ["%s.10:7100", "%s:7100"]
            domains.city.quirks.follow-contact = true
            """.formatted(net.prefix(), secondHost)).up();
    private final ScriptedPeer upper = cascade.upper;
    private final ScriptedPeer lower = cascade.lower;
    private final ScriptedPeer second = new ScriptedPeer(secondHost, PORT, cascade.cityHost, PORT);

    @AfterEach
    void nothingIsLeftOver() {
        second.close();
        cascade.closeWhenQuiet();
    }

    /** As the upper's second host writes it: its own Via and Contact, the dialog's tags. */
    private SipRequest fromSecond(SipRequest.Builder request) {
        return request.build().toBuilder()
                .vias(java.util.List.of(ScriptedCascade.via(secondHost)))
                .contact(contact(UPPER_ID, secondHost))
                .build();
    }

    @Test
    @FieldReport(value = "F17", part = "BYE")
    void byeFromTheSecondHostEndsTheCall() {
        Established call = cascade.establish(6000, 6100);

        second.sends(fromSecond(cascade.upperInDialog("BYE", 21, call.ok())));

        second.expectsResponse(200, "BYE");
        lower.answers(lower.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("upper-bye") == 1);
    }

    @Test
    @FieldReport(value = "F17", part = "ACK")
    void ackFromTheSecondHostLetsTheMediaFlow() {
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        cascade.lowerAccepts(inviteDown, 6100);
        SipResponse ok = upper.expectsResponse(200, "INVITE");

        second.sends(fromSecond(cascade.upperInDialog("ACK", 20, ok)));

        lower.expectsRequest("ACK");
        cascade.upperHangsUp(ok);
    }

    @Test
    @FieldReport(value = "F17", part = "CANCEL")
    void cancelFromTheSecondHostEndsTheInvite() {
        SipRequest invite = cascade.invite();
        SipRequest inviteDown = cascade.carriedDown(invite);
        lower.answers(inviteDown, 180);

        second.sends(ScriptedCascade.cancelOf(invite).toBuilder()
                .vias(java.util.List.of(ScriptedCascade.via(secondHost)))
                .build());

        second.expectsResponse(200, "CANCEL");
        upper.expectsResponse(487, "INVITE");
        lower.answers(lower.expectsRequest("CANCEL"), 200);
        lower.answers(inviteDown, 487);
        await().until(() -> cascade.ended("cancelled") == 1);
    }

    @Test
    @FieldReport(value = "F17", part = "un-SUBSCRIBE")
    void theSecondHostEndsASubscription() {
        SipRequest subscribe = cascade.upperMessage("SUBSCRIBE", "sub17")
                .contact(contact(UPPER_ID, cascade.upperHost))
                .header("Event", "Catalog;id=17")
                .header("Expires", "600")
                .build();
        upper.sends(subscribe);
        SipResponse ok = upper.expectsResponse(200, "SUBSCRIBE");

        second.sends(fromSecond(SipRequest.builder("SUBSCRIBE", subscribe.uri())
                .via(ScriptedCascade.via(secondHost))
                .from(subscribe.from())
                .to(ok.to())
                .callId(subscribe.callId())
                .cseq(21)
                .header("Max-Forwards", "70")
                .header("Event", "Catalog;id=17")
                .header("Expires", "0")));

        assertThat(second.expectsFinal("SUBSCRIBE").status()).isEqualTo(200);
    }

    /** F36: called from another port, with the right Contact. */
    @Test
    @FieldReport("F36")
    void theByeGoesToTheContactWhereThatIsFollowed() {
        SipRequest invite = cascade.invite();
        SipRequest inviteDown;
        SipResponse ok;
        try (var caller = new ScriptedPeer(cascade.upperHost, 35_060, cascade.cityHost, PORT)) {
            caller.sends(invite);
            inviteDown = lower.expectsRequest("INVITE");
            cascade.lowerAccepts(inviteDown, 6100);
            ok = caller.expectsResponse(200, "INVITE");
            caller.sends(cascade.upperInDialog("ACK", 20, ok).build());
            lower.expectsRequest("ACK");
        }

        lower.sends(cascade.lowerInDialog("BYE", 1, inviteDown).build());

        SipRequest bye = upper.expectsRequest("BYE");
        assertThat(bye.callId()).isEqualTo(invite.callId());
        upper.answers(bye, 200);
    }

    /** F40: RFC 3261 section 12.2.1.1. */
    @Test
    @FieldReport("F40")
    void theByePastAStrictRouterNamesItAndHasTheContactLastInRoute() {
        String router = "sip:" + cascade.upperHost + ":7100";
        SipRequest invite = cascade.invite(CHANNEL, cascade.offer(6000))
                .header("Record-Route", "<" + router + ">")
                .build();
        SipRequest inviteDown = cascade.carriedDown(invite);
        cascade.lowerAccepts(inviteDown, 6100);
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        upper.sends(cascade.upperInDialog("ACK", 20, ok).build());
        lower.expectsRequest("ACK");

        lower.sends(cascade.lowerInDialog("BYE", 1, inviteDown).build());

        SipRequest bye = upper.expectsRequest("BYE");
        assertThat(bye.uri()).hasToString(router);
        assertThat(bye.headers().all("Route")).containsExactly("<sip:" + UPPER_ID + "@" + cascade.upperHost + ":7100>");
        upper.answers(bye, 200);
    }
}
